package dev.muster.benchmarks.waiting;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.benchmarks.Figures;
import dev.muster.benchmarks.Rivals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * G4: many calls that wait for one permit, and are then drained: {@code Waiting muster|semaphore|fair size}. Prints the heap that
 * they took, in bytes, and how many a second were drained.
 *
 * <p>Both sides keep what they started in an array, so that all can be joined.
 */
public final class Waiting {
    private Waiting() {}

    /** Measures. */
    public static void main(String[] arguments) throws InterruptedException {
        int size = Integer.parseInt(arguments[1]);
        side(arguments[0], Math.max(1_000, size / 10)); // warms up
        Measured measured = side(arguments[0], size);
        Figures.print("bytes", (double) measured.bytes() / size);
        Figures.print("rate", size * 1e9 / measured.nanos());
        Figures.print("nanos", measured.nanos());
    }

    private record Measured(long bytes, long nanos) {}

    private static Measured side(String name, int size) throws InterruptedException {
        return name.equals("muster") ? muster(size) : virtualThreads(size, new Semaphore(1, name.equals("fair")));
    }

    private static Measured muster(int size) throws InterruptedException {
        try (Muster muster = Muster.open()) {
            Held held = new Held();
            HeldDispatcher calls = new HeldDispatcher(held, muster);
            Task<Void> holder = calls.hold();
            held.awaitInside();
            long before = Figures.usedHeap();
            List<Task<Integer>> waiting = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                waiting.add(calls.permitted(i));
            }
            long bytes = Figures.usedHeap() - before;
            long start = System.nanoTime();
            held.go();
            holder.join();
            waiting.forEach(Task::join);
            return new Measured(bytes, System.nanoTime() - start);
        }
    }

    private static Measured virtualThreads(int size, Semaphore permit) throws InterruptedException {
        ThreadFactory factory = Rivals.virtual();
        permit.acquire();
        long before = Figures.usedHeap();
        CountDownLatch started = new CountDownLatch(size);
        Square[] squares = new Square[size];
        List<Thread> waiting = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            squares[i] = new Square(i, permit, started);
            Thread thread = factory.newThread(squares[i]);
            thread.start();
            waiting.add(thread);
        }
        started.await();
        while (permit.getQueueLength() < size) {
            Thread.sleep(10);
        }
        long bytes = Figures.usedHeap() - before;
        long start = System.nanoTime();
        permit.release();
        for (Thread thread : waiting) {
            thread.join();
        }
        long nanos = System.nanoTime() - start;
        for (Square square : squares) {
            if (square.result != square.x * square.x) {
                throw new IllegalStateException("wrong square of " + square.x);
            }
        }
        return new Measured(bytes, nanos);
    }

    private static final class Square implements Runnable {
        private final int x;
        private final Semaphore permit;
        private final CountDownLatch started;
        private int result;

        Square(int x, Semaphore permit, CountDownLatch started) {
            this.x = x;
            this.permit = permit;
            this.started = started;
        }

        @Override
        public void run() {
            started.countDown();
            permit.acquireUninterruptibly();
            try {
                result = x * x;
            } finally {
                permit.release();
            }
        }
    }
}
