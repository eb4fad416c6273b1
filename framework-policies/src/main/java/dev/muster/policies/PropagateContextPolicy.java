package dev.muster.policies;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Carries thread locals from the thread that starts a call to the one that runs it; see {@link PropagateContext}. */
public final class PropagateContextPolicy implements AroundPolicy {
    private final ContextSnapshotFactory snapshots;
    private final Predicate<Object> carried;

    /** As {@link PropagateContext} says it, with what is registered for the whole process. */
    public PropagateContextPolicy(String[] value) {
        this(ContextRegistry.getInstance(), Set.of(value));
    }

    /**
     * With a registry of one's own.
     *
     * @param keys what is carried; empty for everything
     */
    public PropagateContextPolicy(ContextRegistry registry, Set<?> keys) {
        this.carried = keys.isEmpty() ? any -> true : Set.copyOf(keys)::contains;
        this.snapshots = ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .captureKeyPredicate(carried)
                .clearMissing(true)
                .build();
    }

    @Override
    public ContextSnapshot starting() {
        return snapshots.captureAll();
    }

    @Override
    @SuppressWarnings("try") // a scope is there to be closed
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        ContextSnapshot snapshot = (ContextSnapshot) Objects.requireNonNull(
                call.started(), "a policy that is composed of this one has to pass on its starting()");
        try (ContextSnapshot.Scope restored = snapshot.setThreadLocals(carried)) {
            return call.proceed();
        }
    }
}
