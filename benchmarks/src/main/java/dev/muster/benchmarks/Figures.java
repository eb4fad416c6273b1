package dev.muster.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What a program of a row has measured, for who started it: lines of {@code name=value} on its standard output. */
public final class Figures {
    /** What such lines begin with. */
    public static final String PREFIX = "figure ";

    private Figures() {}

    /** Prints one figure. */
    public static void print(String name, double value) {
        System.out.println(PREFIX + name + "=" + String.format(Locale.ROOT, "%.6g", value));
        System.out.flush();
    }

    /** Prints one figure that is counted. */
    public static void print(String name, long value) {
        print(name, (double) value);
    }

    /** The median. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The bytes of heap that are in use after a collection. */
    public static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
