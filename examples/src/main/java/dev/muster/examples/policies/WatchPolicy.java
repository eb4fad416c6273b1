package dev.muster.examples.policies;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Enforces {@link Watched}: an audit around a watch for slow calls. */
public final class WatchPolicy implements AroundPolicy {
    private final AroundPolicy both;

    /** With one log for both. */
    public WatchPolicy(String book, long slowMillis, Consumer<String> log) {
        both = new AuditPolicy(book, log).enclosing(new SlowCallPolicy(slowMillis, log));
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        return both.around(call);
    }
}
