package dev.muster.behaviour.size;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Plain threads that begin together; what one of them throws, {@link #join} throws. */
final class Crew {
    /** What one of them does. */
    interface Duty {
        void perform(int index) throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();

    private Crew() {}

    static Crew of(int size, Duty duty) {
        Crew crew = new Crew();
        CountDownLatch begin = new CountDownLatch(1);
        for (int i = 0; i < size; i++) {
            int index = i;
            Thread thread = new Thread(() -> crew.perform(duty, index, begin), "crew-" + index);
            thread.setDaemon(true);
            thread.start();
            crew.threads.add(thread);
        }
        begin.countDown();
        return crew;
    }

    private void perform(Duty duty, int index, CountDownLatch begin) {
        try {
            begin.await();
            duty.perform(index);
        } catch (Throwable failure) {
            thrown.add(failure);
        }
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!thrown.isEmpty()) {
            throw new AssertionError(thrown.size() + " of the crew failed", thrown.peek());
        }
    }
}
