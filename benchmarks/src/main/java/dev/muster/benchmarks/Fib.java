package dev.muster.benchmarks;

import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Task;
import dev.muster.Workers;

/**
 * The recursion of Fibonacci, a call for every second node: nothing but framework; and with a cut-off, below which it is a plain
 * recursion.
 */
final class Fib {
    static final int CUT_OFF = 13;

    private final FibDispatcher calls;

    Fib(Muster muster) {
        this.calls = new FibDispatcher(this, muster);
    }

    FibDispatcher calls() {
        return calls;
    }

    @Parallel(on = Workers.CORES)
    int fib(int n) {
        if (n < 2) {
            return n;
        }
        Task<Integer> left = calls.fib(n - 1);
        int right = fib(n - 2);
        return left.join() + right;
    }

    @Parallel(on = Workers.CORES)
    int fibWithCutOff(int n) {
        if (n < CUT_OFF) {
            return plain(n);
        }
        Task<Integer> left = calls.fibWithCutOff(n - 1);
        int right = fibWithCutOff(n - 2);
        return left.join() + right;
    }

    static int plain(int n) {
        return n < 2 ? n : plain(n - 1) + plain(n - 2);
    }
}
