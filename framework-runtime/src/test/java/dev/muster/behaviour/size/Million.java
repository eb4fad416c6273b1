package dev.muster.behaviour.size;

import dev.muster.Muster;
import dev.muster.SharedSemaphore;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/** A program for a small heap: a million calls wait for one permit, some are cancelled, and all end. */
final class Million {
    static final int CALLS = 1_000_000;

    private Million() {}

    public static void main(String[] arguments) throws Exception {
        SplittableRandom random = new SplittableRandom(Figures.seed("million"));
        Door door = new Door();
        int cancelled = 0;
        int passed = 0;
        try (Muster muster = Muster.open()) {
            SharedSemaphore permit = muster.semaphore("turnstile", 1);
            permit.acquire();
            List<Task<Void>> tasks = enter(new DoorDispatcher(door, muster));
            check("all wait", permit.waiting() == CALLS);

            int expected = cancelSome(tasks, random);
            check("the cancelled have left the queue", permit.waiting() == CALLS - expected);
            Figures figures = Figures.start();
            permit.release();
            for (Task<Void> task : tasks) {
                if (passes(task)) {
                    passed++;
                } else {
                    cancelled++;
                }
            }
            figures.print("drained calls", passed);
            check("cancelled: " + cancelled + " of " + expected, cancelled == expected);
            check("the permit is free", permit.available() == 1 && permit.waiting() == 0);
        }
        check("passed: " + door.passed() + " of " + passed, door.passed() == passed && !door.wasCrowded());
        System.out.println("ended: " + (passed + cancelled));
    }

    private static List<Task<Void>> enter(DoorDispatcher door) {
        Figures figures = Figures.start();
        List<Task<Void>> tasks = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            tasks.add(door.pass());
        }
        figures.print("waiting calls", CALLS);
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.println("bytes a waiting call: " + (heap.totalMemory() - heap.freeMemory()) / CALLS);
        return tasks;
    }

    private static int cancelSome(List<Task<Void>> tasks, SplittableRandom random) {
        Figures figures = Figures.start();
        int cancelled = 0;
        for (Task<Void> task : tasks) {
            if (random.nextInt(5) == 0) {
                check(task.name() + " can be cancelled", task.cancel(true));
                cancelled++;
            }
        }
        figures.print("cancelled calls", cancelled);
        return cancelled;
    }

    private static boolean passes(Task<Void> task) {
        try {
            task.join();
            return true;
        } catch (CancellationException cancelled) {
            return false;
        }
    }

    private static void check(String what, boolean holds) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
