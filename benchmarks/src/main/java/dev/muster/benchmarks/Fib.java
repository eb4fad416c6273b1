package dev.muster.benchmarks;

import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Task;
import dev.muster.Workers;

/** The recursion of Fibonacci, a call a node: nothing but framework. */
final class Fib {
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
}
