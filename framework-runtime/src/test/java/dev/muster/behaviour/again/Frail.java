package dev.muster.behaviour.again;

import dev.muster.At;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.CallContext;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Idempotent;
import dev.muster.Parallel;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Methods whose first runs kill their process; each run leaves a line in a file. */
class Frail {
    @Parallel(on = Workers.PROCESSES)
    @Idempotent(attempts = 3)
    int square(String file, int deaths) throws Exception {
        return run(file, deaths);
    }

    @Parallel(on = Workers.PROCESSES)
    int once(String file, int deaths) throws Exception {
        return run(file, deaths);
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    int throwing(String file) throws IOException {
        leaveLine(file);
        throw new IllegalStateException("on purpose");
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    int numbered(int x) throws Exception {
        if (x % 3 == 0 && CallContext.current().attempt() == 1) {
            Runtime.getRuntime().halt(9);
        }
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    @Guarded("againLedger")
    int guarded(String file, String gate) throws Exception {
        leaveLine(file);
        if (CallContext.current().attempt() == 1) {
            while (!Files.exists(Path.of(gate))) {
                Thread.onSpinWait();
            }
            Runtime.getRuntime().halt(9);
        }
        return 1;
    }

    @Parallel
    @Guarded("againLedger")
    int beside(String file) throws IOException {
        Files.writeString(Path.of(file), "beside\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        return 2;
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    @SuppressWarnings("MUSTER-433")
    @AwaitEvent("againGo")
    @FireEvent("againDone")
    int firing(String file, int deaths) throws Exception {
        return run(file, deaths);
    }

    @Parallel
    @AwaitEvent("againDone")
    int fired() {
        return 3;
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    @Barrier(value = "againIn", parties = 2)
    int together(String file, int deaths) throws Exception {
        return run(file, deaths);
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    @Barrier(value = "againOut", parties = 2, at = At.EXIT)
    int togetherOut(String file, int deaths) throws Exception {
        return run(file, deaths);
    }

    @Parallel(on = Workers.PROCESSES)
    @Idempotent(attempts = 100)
    @Timeout("5s")
    int limited(String file) throws Exception {
        leaveLine(file);
        if (CallContext.current().attempt() == 1) {
            Runtime.getRuntime().halt(9);
        }
        Thread.sleep(60_000);
        return 0;
    }

    /** Waits for a signal; when the gate of its run is there, the first run dies, and the second is interrupted. */
    @Parallel(on = Workers.PROCESSES)
    @Idempotent
    boolean signalled(String file, String gate) throws IOException {
        int attempt = CallContext.current().attempt();
        Lock lock = CallContext.current().muster().lock("againSignal");
        Condition never = lock.newCondition();
        lock.lock();
        try {
            leaveLine(file);
            atGate(gate + attempt, Thread.currentThread(), attempt == 1);
            while (attempt > 0) {
                never.await();
            }
            return true;
        } catch (InterruptedException interrupted) {
            Files.writeString(Path.of(file), "interrupted\n", StandardOpenOption.APPEND);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static void atGate(String gate, Thread body, boolean dies) {
        Thread guard = new Thread(() -> {
            while (!Files.exists(Path.of(gate))) {
                Thread.onSpinWait();
            }
            if (dies) {
                Runtime.getRuntime().halt(9);
            }
            body.interrupt();
        });
        guard.setDaemon(true);
        guard.start();
    }

    @Parallel(on = Workers.PROCESSES)
    int nested(String file, int deaths) {
        return new FrailDispatcher(new Frail(), CallContext.current().muster())
                .firing(file, deaths)
                .join();
    }

    private static int run(String file, int deaths) throws Exception {
        int attempt = CallContext.current().attempt();
        leaveLine(file);
        if (attempt <= deaths) {
            Runtime.getRuntime().halt(9);
        }
        return attempt;
    }

    private static void leaveLine(String file) throws IOException {
        Files.writeString(
                Path.of(file),
                "run " + CallContext.current().attempt() + "\n",
                StandardOpenOption.APPEND,
                StandardOpenOption.CREATE);
    }
}
