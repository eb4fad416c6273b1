package dev.muster.behaviour;

import dev.muster.Parallel;
import dev.muster.Workers;

/** Methods for the elements of arrays, which do what they are given. */
class Elements {
    private final Body body;

    /** What is done with an element. */
    interface Body {
        int of(int x) throws Exception;
    }

    Elements(Body body) {
        this.body = body;
    }

    @Parallel(on = Workers.CORES)
    int each(int x) throws Exception {
        return body.of(x);
    }

    @Parallel(on = Workers.CORES, workers = 1)
    int eachOnOne(int x) throws Exception {
        return body.of(x);
    }

    @Parallel(on = Workers.CORES, pool = "two", workers = 2)
    int eachOnTwo(int x) throws Exception {
        return body.of(x);
    }
}
