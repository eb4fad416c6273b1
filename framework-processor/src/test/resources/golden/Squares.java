package demo;

import dev.muster.Parallel;
import dev.muster.Workers;

class Squares {
    @Parallel // a thread a call (virtual on Java 21+)
    int square(int x) {
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES) // a child JVM a call, from a pool
    int squareElsewhere(int x) {
        return x * x;
    }
}
