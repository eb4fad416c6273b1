package dev.muster.benchmarks.waiting;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.benchmarks.Figures;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.GraphLayout;

/**
 * How large a call is: what the object graph of a thousand more waiting or running calls has in addition, as JOL counts it, in
 * bytes a call. A running call is counted with the thread of ours that it occupies, but without that thread's stack.
 */
public final class Sizes {
    private static final int CALLS = 1_000;

    private Sizes() {}

    /** Measures. */
    public static void main(String[] arguments) throws InterruptedException {
        waiting();
        running();
    }

    private static void waiting() throws InterruptedException {
        try (Muster muster = Muster.open()) {
            Held held = new Held();
            HeldDispatcher calls = new HeldDispatcher(held, muster);
            Task<Void> holder = calls.hold();
            held.awaitInside();
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                tasks.add(calls.permitted(i));
            }
            GraphLayout few = GraphLayout.parseInstance(tasks.toArray());
            for (int i = 0; i < CALLS; i++) {
                tasks.add(calls.permitted(i));
            }
            report("waiting", GraphLayout.parseInstance(tasks.toArray()), few);
            held.go();
            holder.join();
        }
    }

    private static void running() throws InterruptedException {
        try (Muster muster = Muster.open()) {
            Held held = new Held();
            HeldDispatcher calls = new HeldDispatcher(held, muster);
            List<Task<?>> tasks = new ArrayList<>();
            startRunning(calls, tasks);
            GraphLayout few = GraphLayout.parseInstance(tasks.toArray());
            startRunning(calls, tasks);
            report("running", GraphLayout.parseInstance(tasks.toArray()), few);
            held.go();
        }
    }

    private static void startRunning(HeldDispatcher calls, List<Task<?>> tasks) throws InterruptedException {
        for (int i = 0; i < CALLS; i++) {
            tasks.add(calls.run());
        }
        for (Task<?> task : tasks) {
            while (task.worker().isEmpty()) {
                Thread.sleep(1);
            }
        }
    }

    /** Counts the classes of which every call has an object, not what happens to grow in the JDK meanwhile. */
    private static void report(String name, GraphLayout more, GraphLayout few) {
        long bytes = 0;
        for (Class<?> type : more.getClasses()) {
            long count =
                    more.getClassCounts().count(type) - few.getClassCounts().count(type);
            long size = more.getClassSizes().count(type) - few.getClassSizes().count(type);
            if (count >= CALLS) {
                bytes += size;
                System.out.printf("%s: %d of %d bytes, %s%n", name, count, size / count, type.getName());
            }
        }
        Figures.print(name, (double) bytes / CALLS);
    }
}
