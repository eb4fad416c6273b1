package dev.muster.benchmarks.processes;

import dev.muster.benchmarks.Figures;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Times what gives a large array back. */
public final class Copies {
    private static final int TIMES = 9;

    private Copies() {}

    /** Gives equal bytes back. */
    interface Copy {
        byte[] of(byte[] bytes);
    }

    /** The rival: copies in memory. {@code Copies bytes} */
    public static void main(String[] arguments) {
        measure(Integer.parseInt(arguments[0]), byte[]::clone);
    }

    /** Prints the nanoseconds of one copy of so many bytes: the median, after as many to warm up. */
    static void measure(int size, Copy copy) {
        byte[] bytes = new byte[size];
        ThreadLocalRandom.current().nextBytes(bytes);
        double[] nanos = new double[TIMES];
        for (int i = -TIMES; i < TIMES; i++) {
            long before = System.nanoTime();
            byte[] copied = copy.of(bytes);
            nanos[Math.max(0, i)] = System.nanoTime() - before;
            Children.check(Arrays.equals(bytes, copied), "other bytes came back");
        }
        Figures.print("nanos", Figures.median(nanos));
    }
}
