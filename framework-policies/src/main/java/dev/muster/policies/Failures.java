package dev.muster.policies;

import dev.muster.JoinInterruptedException;
import dev.muster.call.TryAgain;
import dev.muster.policy.CallInfo;
import io.github.resilience4j.core.predicate.PredicateCreator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/** What policies may make of a failure. */
final class Failures {
    private Failures() {}

    /** Those of the one kind that are not of the other. */
    static Predicate<Throwable> of(Class<?>[] on, Class<?>[] notOn) {
        return of(List.of(on)).and(of(List.of(notOn)).negate());
    }

    /** Those of some types and their subclasses. */
    static Predicate<Throwable> of(List<Class<?>> types) {
        return PredicateCreator.createExceptionsPredicate(throwables(types)).orElse(any -> false);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic classes cannot be made otherwise; each is checked
    private static Class<? extends Throwable>[] throwables(List<Class<?>> types) {
        return types.stream().map(type -> type.asSubclass(Throwable.class)).toArray(Class[]::new);
    }

    /**
     * Whether the call ends because somebody wants it to, or goes on to another try: no failure of the body, and not for policies to
     * decide about.
     */
    static boolean isNone(CallInfo call, Throwable thrown) {
        return call.isCancelled()
                || thrown instanceof TryAgain
                || thrown instanceof InterruptedException
                || thrown instanceof JoinInterruptedException
                || thrown instanceof CancellationException;
    }
}
