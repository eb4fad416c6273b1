package dev.muster.policies;

import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Methods that look at thread locals. */
class Carrying {
    static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();
    static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    @Parallel(pool = "single", workers = 1)
    @PropagateContext
    String seen(int number) {
        return said();
    }

    @Parallel(pool = "single", workers = 1)
    Object plain(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @PropagateContext
    @Guarded("context")
    String seenUnderLock() {
        return said();
    }

    @PropagateContext
    String blocking() {
        return said();
    }

    @Parallel
    @PropagateContext("tenant")
    String tenantOnly() {
        return said();
    }

    @Parallel
    @PropagateContext
    @Retry(attempts = 2, delay = "0s")
    String secondTry() {
        if (CallContext.current().attempt() == 1) {
            throw new IllegalStateException("first");
        }
        return said();
    }

    @Parallel
    @PropagateContext
    String nested() {
        return new CarryingDispatcher(this, CallContext.current().muster())
                .tenantOnly()
                .join();
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @PropagateContext
    @Fallback(Sayer.class)
    String inProcess() {
        throw new IllegalStateException(said());
    }

    static String said() {
        return TENANT.get() + "/" + USER.get();
    }

    /** A class of its own, since its policy has to be provided. */
    static class Echoing {
        @Parallel
        @EchoPolicy.Echo
        String echoed() {
            return said();
        }
    }

    /** What the parent sees after what the child has seen. */
    static final class Sayer implements FallbackFunction<String> {
        @Override
        public String instead(dev.muster.policy.CallInfo call, Throwable failure) {
            return failure.getMessage() + " there, " + said() + " here";
        }
    }
}
