package dev.muster.processor.map;

import java.util.Locale;

/** The sorts of resources, in the order in which they are listed. */
enum Kind {
    POOL,
    LOCK,
    PERMITS,
    CONDITION,
    EVENT,
    BARRIER,
    POLICY;

    /** Whether it is about methods that follow each other, and not about methods that exclude each other. */
    boolean isOfOrder() {
        return this == EVENT || this == BARRIER;
    }

    /** The sort as people say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
