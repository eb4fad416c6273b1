package dev.muster.call;

import org.jspecify.annotations.Nullable;

/**
 * A call for each element of a primitive array, run in slices without boxing. Generated calls add the arrays and the loop.
 *
 * <p>The whole array is one such object; {@link #slice} gives further ones over parts of it, which share its arrays. Locally
 * a runtime calls {@link #run} on disjoint ranges from several threads; to a child process a slice crosses as a {@link
 * RemoteCall}, and {@link #body()} runs it there.
 */
public abstract class ArrayCall extends Call<@Nullable Void> {
    private final int from;
    private final int to;

    /** The elements from {@code from} up to, not including, {@code to}. */
    protected ArrayCall(CallSite site, int from, int to) {
        super(site);
        this.from = from;
        this.to = to;
    }

    /** The first element. */
    public final int from() {
        return from;
    }

    /** The end of the elements, exclusive. */
    public final int to() {
        return to;
    }

    /**
     * Calls the method for the elements of a range.
     *
     * @throws ElementFailure if the method threw
     */
    public abstract void run(int start, int end) throws ElementFailure;

    /** The same arrays, over a part of the elements. */
    public abstract ArrayCall slice(int start, int end);

    /** The input at an index, boxed, for a failure's message. */
    public abstract Object input(int index);

    /** Its failure counts from the start of the slice, as in a child process, whose arrays begin there. */
    @Override
    protected final void body() throws ElementFailure {
        try {
            run(from, to);
        } catch (ElementFailure failure) {
            throw new ElementFailure(failure.index() - from, failure.failure());
        }
    }

    @Override
    protected final @Nullable Void result() {
        return null;
    }

    /** The method threw for one element; says which. Only a carrier: its own trace and message do not matter. */
    public static final class ElementFailure extends Exception {
        private static final long serialVersionUID = 1L;

        private final int index;
        private final Throwable failure;

        /** The method threw {@code failure} for the element at {@code index}. */
        public ElementFailure(int index, Throwable failure) {
            super("element " + index, failure, false, false);
            this.index = index;
            this.failure = failure;
        }

        /** The index of the element. */
        public int index() {
            return index;
        }

        /** What the method threw. */
        public Throwable failure() {
            return failure;
        }
    }
}
