package dev.muster.benchmarks.processes;

import dev.muster.benchmarks.Figures;
import java.io.IOException;

/** Times one exchange after the other. */
final class RoundTrips {
    private static final int BATCHES = 10;

    private RoundTrips() {}

    /** One exchange. */
    interface Exchange {
        void run() throws IOException;
    }

    /** Prints the nanoseconds of one exchange: the median of batches, each of a tenth of {@code exchanges}, after as many. */
    static void measure(int exchanges, Exchange exchange) {
        double[] nanos = new double[BATCHES];
        for (int i = -BATCHES; i < BATCHES; i++) {
            nanos[Math.max(0, i)] = batch(Math.max(1, exchanges / BATCHES), exchange);
        }
        Figures.print("nanos", Figures.median(nanos));
    }

    private static double batch(int exchanges, Exchange exchange) {
        try {
            long before = System.nanoTime();
            for (int i = 0; i < exchanges; i++) {
                exchange.run();
            }
            return (double) (System.nanoTime() - before) / exchanges;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
