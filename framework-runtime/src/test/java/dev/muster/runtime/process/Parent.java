package dev.muster.runtime.process;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.Workers;
import java.nio.file.Path;

/** A parent process for tests of its death: has an idle child and a busy one, then stays, or leaves without closing. */
final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Muster muster = Muster.builder().workers(Workers.PROCESSES, 2).open();
        BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
        Task<?> busy = bodies.spin(folder.resolve("busy").toString());
        Eventually.pidIn(folder.resolve("busy"));
        Bodies.write(folder.resolve("idle").toString(), bodies.pid().join().toString());
        if (busy.isDone()) {
            throw new AssertionError(busy);
        }
        if (arguments[1].equals("stay")) {
            Thread.sleep(120_000);
        }
    }
}
