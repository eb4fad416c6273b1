package dev.muster.policies;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Does what another does. */
final class EchoPolicy implements AroundPolicy {
    private final AroundPolicy other;

    EchoPolicy(AroundPolicy other) {
        this.other = other;
    }

    /** Does what the builder says. */
    @EnforcedBy(value = EchoPolicy.class, provided = true)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Echo {}

    @Override
    public @Nullable Object starting() {
        return other.starting();
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        return other.around(call);
    }
}
