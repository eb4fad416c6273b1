package dev.muster.runtime.process;

import dev.muster.Muster;
import dev.muster.Workers;

/** A parent process that prints what a child gives, and the child's command line. */
final class Archived {
    private Archived() {}

    public static void main(String[] arguments) {
        try (Muster muster = Muster.builder().workers(Workers.PROCESSES, 1).open()) {
            DeadlyDispatcher deadly = new DeadlyDispatcher(new Deadly(), muster);
            System.out.println(deadly.square(7).join());
            System.out.println(ProcessHandle.of(deadly.pid().join())
                    .flatMap(child -> child.info().commandLine())
                    .orElse("?"));
        }
    }
}
