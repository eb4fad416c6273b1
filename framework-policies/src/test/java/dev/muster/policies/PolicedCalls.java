package dev.muster.policies;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;

/** Calls that have policies, and what becomes of them: the same wherever they are made. */
enum PolicedCalls {
    RETRIED_ON_THREAD("done in try 3") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            return Tries.THREADS
                    .call(flaky(muster), folder.resolve("a"), 2, "io")
                    .call();
        }
    },
    RETRIED_ON_CORE("done in try 3") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            return Tries.CORES.call(flaky(muster), folder.resolve("a"), 2, "io").call();
        }
    },
    RETRIED_IN_PROCESS("done in try 3") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            return Tries.PROCESSES
                    .call(flaky(muster), folder.resolve("a"), 2, "io")
                    .call();
        }
    },
    RETRIED_BLOCKING("done in try 3") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            return Tries.BLOCKING
                    .call(flaky(muster), folder.resolve("a"), 2, "io")
                    .call();
        }
    },
    GIVEN_UP("IOException: try 3 after 1 suppressed, 3 tries") {
        @Override
        String run(Muster muster, Path folder) {
            Path file = folder.resolve("a");
            Throwable failure = Tries.failure(Tries.THREADS.call(flaky(muster), file, 9, "io"));
            return text(failure) + " after " + failure.getSuppressed().length + " suppressed, " + Tries.made(file)
                    + " tries";
        }
    },
    NOT_TRIED_AGAIN("IllegalStateException: try 1") {
        @Override
        String run(Muster muster, Path folder) {
            return text(Tries.failure(Tries.BLOCKING.call(flaky(muster), folder.resolve("a"), 9, "state")));
        }
    },
    HOLDS_NOTHING_BETWEEN("WAITING true done in try 1 cancelled") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            FlakyDispatcher flaky = flaky(muster);
            Path file = folder.resolve("a");
            Task<String> waits = flaky.patient(file.toString(), 1, "io");
            Waiting.until(
                    "it waits for its next try",
                    () -> waits.phase() == TaskPhase.WAITING
                            && Tries.made(file) == 1
                            && waits.explain().contains("before run 2"));
            TaskPhase phase = waits.phase();
            Lock lock = muster.lock("flaky");
            boolean isFree = lock.tryLock();
            lock.unlock();
            String other = flaky.patient(folder.resolve("b").toString(), 0, "").join();
            waits.cancel(true);
            waits.awaitEnd();
            return phase + " " + isFree + " " + other + " " + ended(waits);
        }
    },
    IDEMPOTENT("done in try 3") {
        @Override
        String run(Muster muster, Path folder) {
            return flaky(muster)
                    .idempotent(folder.resolve("a").toString(), 2, "crash")
                    .join();
        }
    },
    OUT_OF_TIME("RunTimeoutException") {
        @Override
        String run(Muster muster, Path folder) {
            Throwable failure = Tries.failure(
                    flaky(muster).hopeless(folder.resolve("a").toString(), Integer.MAX_VALUE, "io")::join);
            return failure.getClass().getSimpleName();
        }
    },
    CANCELLED("cancelled") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            Path file = folder.resolve("a");
            Task<String> task = flaky(muster).everything(file.toString(), Integer.MAX_VALUE, "io");
            Waiting.until("it has been tried again", () -> Tries.made(file) > 2);
            task.cancel(true);
            task.awaitEnd();
            return ended(task);
        }
    },
    ANSWERED(
            "answered-1 in try 3 instead of try 3, blocking in try 1 instead of try 1, for process in try 1 instead of try 1") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            FlakyDispatcher flaky = flaky(muster);
            String here =
                    flaky.answered(folder.resolve("a").toString(), 9, "io").join();
            String blocking = flaky.answeredBlocking(folder.resolve("b").toString(), 9, "io");
            String there = flaky.answeredForProcess(folder.resolve("c").toString(), 9, "io")
                    .join();
            return here + ", " + blocking.replaceFirst(".*-1", "blocking") + ", "
                    + there.replaceFirst(".*-1", "for process");
        }
    },
    LIMITED("1, WAITING, true, cancelled, acme, RefusedException, best") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            LimitedDispatcher limited = new LimitedDispatcher(new Limited(), muster);
            int first = limited.rare(1).join();
            limited.rare(2).join();
            Task<Integer> third = limited.rare(3);
            TaskPhase phase = third.phase();
            boolean explained = third.explain().contains("for its rate, 2 per 1h");
            third.cancel(true);
            third.awaitEnd();
            String acme = limited.never("acme");
            Throwable refusal = Tries.failure(() -> limited.never("acme"));
            return first + ", " + phase + ", " + explained + ", " + ended(third) + ", " + acme + ", "
                    + refusal.getClass().getSimpleName() + ", " + limited.never("best");
        }
    },
    LIMITED_IN_PROCESS("[1, 2], WAITING") {
        @Override
        String run(Muster muster, Path folder) {
            LimitedDispatcher limited = new LimitedDispatcher(new Limited(), muster);
            List<Integer> two = limited.rareInProcessAll(List.of(1, 2)).join();
            Task<Integer> third = limited.rareInProcess(3);
            TaskPhase phase = third.phase();
            third.cancel(true);
            return two + ", " + phase;
        }
    },
    STEADY("[0, 1, 2, 3, 4, 5]") {
        @Override
        String run(Muster muster, Path folder) {
            return new LimitedDispatcher(new Limited(), muster)
                    .steadyAll(List.of(0, 1, 2, 3, 4, 5))
                    .join()
                    .toString();
        }
    },
    BROKEN_CIRCUIT("up, IOException, IOException, CircuitOpenException, sorry: CircuitOpenException") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            GuardsDispatcher guards = new GuardsDispatcher(new Guards(), muster);
            List<String> endings = new ArrayList<>();
            endings.add(ending(Tries.joined(guards.inProcess(false))));
            for (int i = 0; i < 2; i++) {
                endings.add(ending(() -> guards.priceNow(fails())));
            }
            endings.add(ending(() -> guards.priceNow(() -> "up")));
            for (int i = 0; i < 2; i++) {
                ending(() -> guards.answered(fails()));
            }
            endings.add(ending(() -> guards.answered(() -> "up")));
            return String.join(", ", endings);
        }
    },
    CARRIED("acme/null acme/null acme/null null/null there, acme/null here") {
        @Override
        String run(Muster muster, Path folder) throws Exception {
            io.micrometer.context.ContextRegistry registry = io.micrometer.context.ContextRegistry.getInstance();
            registry.registerThreadLocalAccessor("tenant", Carrying.TENANT);
            Carrying.TENANT.set("acme");
            try {
                CarryingDispatcher carrying = new CarryingDispatcher(new Carrying(), muster);
                return carrying.seen(0).join() + " " + carrying.seenUnderLock().join() + " "
                        + carrying.secondTry().join() + " "
                        + carrying.inProcess().join();
            } finally {
                Carrying.TENANT.remove();
                registry.removeThreadLocalAccessor("tenant");
            }
        }
    };

    private final String expected;

    PolicedCalls(String expected) {
        this.expected = expected;
    }

    String expected() {
        return expected;
    }

    abstract String run(Muster muster, Path folder) throws Exception;

    private static FlakyDispatcher flaky(Muster muster) {
        return new FlakyDispatcher(new Flaky(), muster);
    }

    private static Callable<Object> fails() {
        return () -> {
            throw new java.io.IOException("down");
        };
    }

    private static String ending(Callable<?> call) {
        try {
            return String.valueOf(call.call());
        } catch (Exception failure) {
            return failure.getClass().getSimpleName();
        }
    }

    private static String text(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static String ended(Task<?> task) {
        try {
            return String.valueOf(task.join());
        } catch (CancellationException cancelled) {
            return "cancelled";
        } catch (CallFailedException failed) {
            return String.valueOf(failed.getCause());
        }
    }
}
