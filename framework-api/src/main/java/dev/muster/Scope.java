package dev.muster;

/** Among whom a resource of one name is the same. */
public enum Scope {
    /** The calls of one dispatcher; another dispatcher of the same class has a resource of its own. */
    INSTANCE,

    /** All that uses one {@link Muster}, its child processes included. */
    RUNTIME,

    /** All members of a cluster. A runtime that is no member of one refuses to build a dispatcher with it. */
    CLUSTER
}
