package dev.muster.behaviour.module;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Workers;

/** An application whose children have children. */
public class Modular {
    @Parallel(on = Workers.PROCESSES, workers = 1)
    String here() {
        return String.valueOf(Modular.class.getModule().getName());
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    String below() {
        Muster muster = CallContext.current().muster();
        return new ModularDispatcher(new Modular(), muster).here().join();
    }

    /** Says in which module a child and a grandchild are. */
    public static void main(String[] arguments) {
        try (Muster muster = Muster.open()) {
            ModularDispatcher modular = new ModularDispatcher(new Modular(), muster);
            System.out.println(modular.here().join() + " " + modular.below().join());
        }
    }
}
