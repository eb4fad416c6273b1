package dev.muster.behaviour.configuration;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Workers;

/** Methods in child processes for a configuration to say something about. */
class Children {
    private static Muster muster() {
        return CallContext.current().muster();
    }

    @Parallel(on = Workers.PROCESSES, pool = "big", workers = 1)
    String inBig(String variable) {
        return Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB, " + System.getenv(variable);
    }

    @Parallel(on = Workers.PROCESSES)
    String ofAll(String variable, String property) {
        return System.getenv(variable) + ", " + System.getProperty(property);
    }

    @Parallel(on = Workers.PROCESSES)
    int permits() {
        return muster().semaphore("database", 3).permits();
    }

    @Parallel(on = Workers.PROCESSES)
    String nested() {
        return new SquaresDispatcher(new Squares(), muster()).square(1).join() + muster().explain();
    }

    @Parallel(on = Workers.PROCESSES)
    String explained() {
        return muster().explain();
    }

    static class Alone {
        @Parallel(on = Workers.PROCESSES)
        String where() {
            return CallContext.current().workerName();
        }
    }
}
