package dev.muster.examples.policies;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Enforces {@link Audited}. Its log is wiring, which a provider of the builder brings. */
public final class AuditPolicy implements AroundPolicy {
    private final String book;
    private final Consumer<String> log;

    /** Into a book, by a log that many threads may use. */
    public AuditPolicy(String book, Consumer<String> log) {
        this.book = book;
        this.log = log;
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        log.accept(book + ": " + call.callName() + " for " + call.argument("tenant"));
        try {
            R result = call.proceed();
            log.accept(book + ": " + call.callName() + " done");
            return result;
        } catch (Exception failure) {
            log.accept(book + ": " + call.callName() + " failed: " + failure.getMessage());
            throw failure;
        }
    }
}
