package dev.muster.conformance;

/**
 * One thing that a party does.
 *
 * @param name of the resource
 * @param size how many permits or parties it has
 * @param count how many permits, or how often
 * @param millis for how long
 */
record Step(Verb verb, String name, int size, int count, long millis) {
    static final String READ = ":read";
    static final String WRITE = ":write";
    static final String OVER = "Over";

    static Step of(Verb verb) {
        return of(verb, "");
    }

    static Step of(Verb verb, String name) {
        return new Step(verb, name, 0, 1, 0);
    }

    static Step of(Verb verb, String name, int size) {
        return new Step(verb, name, size, 1, 0);
    }

    Step times(int n) {
        return new Step(verb, name, size, n, millis);
    }

    Step within(long limit) {
        return new Step(verb, name, size, count, limit);
    }
}
