package dev.muster.examples.puzzles;

import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.SharedSemaphore;

/**
 * LB-16, the solution that does not work: a semaphore for each ingredient, of which a smoker takes one and then the other. A
 * smoker can take what another needs, and all wait for ever.
 *
 * <p>Permits that handles take belong to nobody, so no search for deadlocks sees that; {@link Muster#explain()} still says who
 * waits for what. {@link Smoker} asks for both at once, and cannot get stuck.
 */
record NaiveSmokers(Trace trace, Muster muster) {
    @Parallel
    void smoke(Ingredient own, Ingredient first, Ingredient second) throws InterruptedException {
        onTable(first).acquire();
        trace.add(own + " took " + first);
        onTable(second).acquire();
        trace.add(own + " smokes");
    }

    void put(Ingredient ingredient) {
        onTable(ingredient).release();
    }

    SharedSemaphore onTable(Ingredient ingredient) {
        return muster.semaphore("naive_" + ingredient, 0);
    }
}
