package dev.muster.examples.policies;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports calls that take long. */
public final class SlowCallPolicy implements AroundPolicy {
    private final long slowNanos;
    private final Consumer<String> log;

    /** Those that take so long, to a log that many threads may use. */
    public SlowCallPolicy(long slowMillis, Consumer<String> log) {
        this.slowNanos = TimeUnit.MILLISECONDS.toNanos(slowMillis);
        this.log = log;
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        long start = System.nanoTime();
        try {
            return call.proceed();
        } finally {
            long nanos = System.nanoTime() - start;
            if (nanos >= slowNanos) {
                log.accept(call.callName() + " was slow");
            }
        }
    }
}
