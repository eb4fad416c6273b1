package dev.muster.policy;

import org.jspecify.annotations.Nullable;

/**
 * A policy that wraps the body of a call: does something before it, after it, or instead of it.
 *
 * <pre>{@code
 * public <R> R around(PolicyCall<R> call) throws Exception {
 *     long start = System.nanoTime();
 *     try {
 *         return call.proceed();
 *     } finally {
 *         log(call.callName(), System.nanoTime() - start);
 *     }
 * }
 * }</pre>
 *
 * <p><b>When and where.</b> It runs once the call is admitted, with all that the call claims in hand, and on the place of one of
 * the call's workers: on the worker's thread for threads and cores, on the caller's for blocking methods. For child processes it
 * runs in the parent, on a thread of its own that waits in {@link PolicyCall#proceed()} while the child runs the body. The run
 * limit of {@link dev.muster.Timeout} covers policies and body together; when it strikes, or the call is cancelled, the policy's thread
 * is interrupted.
 *
 * <p><b>Threads.</b> One object serves many calls, at once and on many threads.
 *
 * <p><b>Outcome.</b> What the outermost policy returns is the result of the call, and what it throws is its failure, as if the
 * body had. A policy that never calls {@code proceed} decides the outcome itself; that is how caches and fallbacks work. {@code
 * proceed} may be called once at most; for a further try see {@link PolicyCall#again}.
 */
public interface AroundPolicy {
    /**
     * Called where a call is started, on the thread that starts it and before the call waits for anything: to note what belongs to that
     * thread, such as thread locals. Once for a fan-out, on the thread that starts that; not again for further tries. A body that
     * starts calls in turn is such a thread too. Must not block.
     *
     * @return what {@link PolicyCall#started()} gives to this policy, in each try of each of these calls
     */
    default @Nullable Object starting() {
        return null;
    }

    /**
     * Wraps the body of one call.
     *
     * @param call the call; for the method it is {@code R}, boxed, or {@link Void} with null where it returns nothing
     * @return the result of the call
     * @throws Exception the failure of the call. A blocking dispatcher method throws those that its method declares, and
     *     unchecked ones, as they are; others as the cause of a {@link dev.muster.CallFailedException}
     */
    <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception;

    /**
     * This policy with another inside it, as if both were written at the method, this one first. For policies that are composed of
     * others; they pass on {@link #starting()} too, where one of these needs it.
     *
     * @param inner what {@code proceed} of this policy runs
     */
    default AroundPolicy enclosing(AroundPolicy inner) {
        AroundPolicy outer = this;
        return new AroundPolicy() {
            @Override
            public @Nullable Object starting() {
                return Enclosed.Notes.of(outer, inner);
            }

            @Override
            public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
                Enclosed.Notes notes = Enclosed.Notes.in(call);
                PolicyCall<R> within = new Enclosed<>(call, call::proceed, notes.inner());
                return outer.around(new Enclosed<>(call, () -> inner.around(within), notes.outer()));
            }
        };
    }
}
