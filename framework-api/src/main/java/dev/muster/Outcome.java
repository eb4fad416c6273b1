package dev.muster;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one call of a {@link Batch} ended. Immutable.
 *
 * @param <R> the type of the result
 */
public final class Outcome<R extends @Nullable Object> {
    private final @Nullable R value;
    private final @Nullable Throwable failure;

    private Outcome(@Nullable R value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    /** The outcome of a call that returned {@code value}. */
    public static <R extends @Nullable Object> Outcome<R> success(R value) {
        return new Outcome<>(value, null);
    }

    /** The outcome of a call that ended with {@code failure}: what the body threw, or why it never ran to its end. */
    public static <R extends @Nullable Object> Outcome<R> failure(Throwable failure) {
        return new Outcome<>(null, Objects.requireNonNull(failure, "failure"));
    }

    /** Whether the call returned a result. */
    public boolean isSuccess() {
        return failure == null;
    }

    /**
     * The result.
     *
     * @throws NoSuchElementException if the call failed; the cause is the failure
     */
    @SuppressWarnings("NullAway") // a success holds an R, which is null only where R admits null
    public R value() {
        if (failure != null) {
            throw new NoSuchElementException("the call failed: " + failure, failure);
        }
        return value;
    }

    /**
     * What the body threw, or the {@link MusterException} or {@link java.util.concurrent.CancellationException} that ended
     * the call.
     *
     * @throws NoSuchElementException if the call succeeded
     */
    public Throwable failure() {
        if (failure == null) {
            throw new NoSuchElementException("the call succeeded with " + value);
        }
        return failure;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outcome<?> that
                && Objects.equals(value, that.value)
                && Objects.equals(failure, that.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, failure);
    }

    @Override
    public String toString() {
        return failure == null ? "success(" + value + ")" : "failure(" + failure + ")";
    }
}
