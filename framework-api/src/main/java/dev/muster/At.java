package dev.muster;

/** Where in a call its barrier stands. */
public enum At {
    /** Before the body: no body of a generation starts before all parties have arrived. */
    ENTRY,

    /** After the body: no call of a generation is done before all bodies have ended. Nothing is held there. */
    EXIT
}
