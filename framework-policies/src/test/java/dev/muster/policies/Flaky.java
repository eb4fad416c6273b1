package dev.muster.policies;

import dev.muster.Guarded;
import dev.muster.Idempotent;
import dev.muster.Parallel;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Methods that fail some times before they succeed, and count their tries in a file, so that they do so in child processes too. */
class Flaky {
    @Parallel
    @Guarded("flaky")
    @Retry(delay = "1ms", on = IOException.class)
    String onThread(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel(on = Workers.CORES)
    @Guarded("flaky")
    @Retry(delay = "1ms", on = IOException.class)
    String onCore(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @Guarded("flaky")
    @Retry(delay = "1ms", on = IOException.class)
    String inProcess(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Guarded("flaky")
    @Retry(delay = "1ms", on = IOException.class)
    String blocking(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel(workers = 1)
    @Guarded("flaky")
    @Retry(delay = "1h", maxDelay = "1h")
    String patient(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel
    @Timeout("200ms")
    @Retry(delay = "1h", maxDelay = "1h")
    String tooPatient(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel
    @Fallback(Instead.class)
    @Retry(delay = "0s", jitter = 0)
    String answered(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel
    @Retry(delay = "0s")
    @Fallback(Instead.class)
    String answeredInside(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @Fallback(value = Instead.class, on = IOException.class)
    String answeredForProcess(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Fallback(value = Instead.class, on = IOException.class)
    String answeredBlocking(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @Idempotent(attempts = 3)
    @Retry(attempts = 3, delay = "0s")
    String idempotent(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @Idempotent
    @Fallback(Instead.class)
    String answeredAfterCrashes(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel
    @Timeout("200ms")
    @Retry(attempts = 1_000_000, delay = "1ms", factor = 1)
    String hopeless(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel
    @Retry(attempts = 1_000_000, delay = "1ms", factor = 1, on = Throwable.class)
    String everything(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    @Parallel
    @Retry(delay = "0s")
    @RateLimit(permits = 2, period = "1h")
    String rated(String file, int failures, String how) throws Exception {
        return work(file, failures, how);
    }

    static String work(String file, int failures, String how) throws Exception {
        Path counter = Path.of(file);
        Files.writeString(counter, ".", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        long tries = Files.size(counter);
        if (tries > failures) {
            return "done in try " + tries;
        }
        switch (how) {
            case "io" -> throw new IOException("try " + tries);
            case "interrupt" -> throw new InterruptedException("try " + tries);
            case "crash" -> Runtime.getRuntime().halt(3);
            default -> throw new IllegalStateException("try " + tries);
        }
        return "";
    }

    /** Says what it gets. */
    static final class Instead implements FallbackFunction<String> {
        @Override
        public String instead(dev.muster.policy.CallInfo call, Throwable failure) throws IOException {
            if (call.argument("how", String.class).equals("worse")) {
                throw new IOException("nothing instead");
            }
            return call.callName() + " in try " + call.attempt() + " instead of " + failure.getMessage();
        }
    }
}
