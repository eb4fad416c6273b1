package dev.muster.call;

import dev.muster.Muster;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a runtime offers to one generated dispatcher, besides what {@link Muster} offers to users. */
public interface CallRuntime {
    /** Implemented by a {@link Muster} that dispatchers can be built on. */
    interface Source {
        /** For one new dispatcher. */
        CallRuntime forDispatcher();
    }

    /**
     * Prepares a method of the dispatcher.
     *
     * @param target the object that the calls are for, or null if the method is static
     * @throws dev.muster.MusterException if the method cannot work with this runtime's settings, with the reason
     */
    BoundMethod bind(CallMethod method, @Nullable Object target);

    /** As the other form, for a method that awaits {@code condition}. */
    BoundMethod bind(CallMethod method, @Nullable Object target, BooleanSupplier condition);

    /** As the other form, for a method with custom policies, and perhaps a condition. */
    BoundMethod bind(
            CallMethod method, @Nullable Object target, @Nullable BooleanSupplier condition, MethodPolicies policies);

    /**
     * A policy for a place where its annotation is written: from the builder's provider for its class or, if there is none, made.
     *
     * @param annotation the annotation and where it is written, for messages: {@code @Retry at Orders.place(String)}
     * @param maker calls the constructor; null if the policy has to be provided
     * @param members the names and values of the annotation's members, in turn
     * @throws dev.muster.MusterException if there is no policy, with the reason
     */
    <P> P policy(String annotation, Class<P> type, @Nullable Supplier<? extends P> maker, Object... members);

    /**
     * The runtime behind a {@link Muster}, for one new dispatcher.
     *
     * @throws IllegalArgumentException if {@code muster} is not a real runtime, such as a mock
     */
    static CallRuntime of(Muster muster) {
        if (Objects.requireNonNull(muster, "muster") instanceof Source runtime) {
            return runtime.forDispatcher();
        }
        throw new IllegalArgumentException("a dispatcher needs a Muster from Muster.open(), Muster.builder() or"
                + " Muster.shared(), not a " + muster.getClass().getName());
    }
}
