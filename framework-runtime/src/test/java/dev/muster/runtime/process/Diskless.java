package dev.muster.runtime.process;

import dev.muster.Muster;
import dev.muster.Task;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A parent process with no place for its sockets: prints how each of several calls fails. */
final class Diskless {
    private Diskless() {}

    public static void main(String[] arguments) throws Exception {
        try (Muster muster = Muster.open()) {
            DeadlyDispatcher deadly = new DeadlyDispatcher(new Deadly(), muster);
            List<Task<Integer>> tasks =
                    IntStream.range(0, 5).mapToObj(deadly::square).toList();
            for (Task<Integer> task : tasks) {
                try {
                    System.out.println("result " + task.get(30, TimeUnit.SECONDS));
                } catch (Exception failure) {
                    System.out.println(failure);
                }
            }
        }
    }
}
