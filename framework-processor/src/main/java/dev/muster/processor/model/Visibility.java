package dev.muster.processor.model;

/** From where something can be used, as far as a dispatcher in the same package cares. */
public enum Visibility {
    /** From everywhere. */
    PUBLIC,
    /** From the same package; protected members are among these. */
    PACKAGE,
    /** Not from the dispatcher. */
    PRIVATE
}
