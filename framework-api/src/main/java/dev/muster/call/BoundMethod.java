package dev.muster.call;

import dev.muster.Batch;
import dev.muster.FanOut;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One method of one dispatcher, bound to a runtime: where its calls begin. Implemented by runtimes, called by generated
 * code. Safe for use by many threads.
 */
public interface BoundMethod extends CallSite {
    /**
     * Starts a new call and returns it. Never blocks and never throws for the runtime's sake: a refusal is in the call.
     */
    <C extends Call<?>> C start(C call);

    /**
     * Before the body of a blocking call, on its caller's thread: waits until the call is admitted.
     *
     * @param keys the values of the key parameters, in the order of {@link dev.muster.spec.Terms#keys()}
     * @throws dev.muster.MusterException if it is not; then nothing is held. A {@link
     *     dev.muster.JoinInterruptedException} if this thread is interrupted while it waits
     */
    Hold enter(Object... keys);

    /** As the other form, for a method without key parameters. */
    Hold enter();

    /**
     * Runs a blocking call with custom policies on its caller's thread: admits it, runs its policies and its body, and gives
     * everything back.
     *
     * @param declared the checked exceptions that the method declares
     * @return the result
     * @throws dev.muster.MusterException if the call is not admitted; a {@link dev.muster.CallFailedException} if a policy fails with
     *     a checked exception that the method does not declare. What the method declares, and what is unchecked, comes as it is
     */
    <R extends @Nullable Object> R blocking(PolicedCall<R> call, Class<?>... declared);

    /**
     * Starts a call for each input. Inputs are copied first; what their iterator throws is thrown here.
     *
     * @param body what the call of an input comes to, for when it need not be made; null if it always must
     */
    <A extends @Nullable Object, R extends @Nullable Object> Batch<R> all(
            Collection<? extends A> inputs, FanOut options, Function<A, Call<R>> maker, @Nullable PlainBody<A, R> body);

    /** As the other form, always with calls. */
    default <A extends @Nullable Object, R extends @Nullable Object> Batch<R> all(
            Collection<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        return all(inputs, options, maker, null);
    }

    /**
     * Starts so many calls of a method without parameters.
     *
     * @param body what a call comes to, for when it need not be made; null if it always must
     * @throws IllegalArgumentException if {@code times} is negative
     */
    <R extends @Nullable Object> Batch<R> repeat(
            int times, FanOut options, Supplier<Call<R>> maker, @Nullable PlainBody<@Nullable Object, R> body);

    /** As the other form, always with calls. */
    default <R extends @Nullable Object> Batch<R> repeat(int times, FanOut options, Supplier<Call<R>> maker) {
        return repeat(times, options, maker, null);
    }

    /** Starts calls for inputs as they are wanted, and gives their results. */
    <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Iterator<? extends A> inputs, FanOut options, Function<A, Call<R>> maker);

    /** As the other form; closing the result closes {@code inputs}. */
    <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Stream<? extends A> inputs, FanOut options, Function<A, Call<R>> maker);

    /**
     * Runs an array call over its whole length and returns when every element is done. On a pool of cores whose size nobody has
     * said, this thread may run elements itself meanwhile.
     *
     * @throws dev.muster.JoinInterruptedException if this thread is interrupted; then the rest is cancelled first
     * @throws dev.muster.BatchFailedException if an element failed
     */
    void array(ArrayCall call);
}
