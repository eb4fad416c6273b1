package dev.muster;

/** How a lock is held. */
public enum Mode {
    /** By one call alone: the write side. */
    EXCLUSIVE,

    /** Together with others that hold it so: the read side. */
    SHARED
}
