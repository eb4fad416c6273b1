package dev.muster.processor.model;

/** Whether users are told to keep away. */
public enum Deprecation {
    /** They are not. */
    NONE,
    /** They are. */
    DEPRECATED,
    /** They are, for it will go. */
    FOR_REMOVAL
}
