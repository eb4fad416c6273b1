package dev.muster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At least one call of a fan-out failed. The cause is the failure that came first; the others are suppressed onto this
 * exception.
 */
public final class BatchFailedException extends MusterException {
    private static final long serialVersionUID = 1L;

    private final long index;
    private final transient @Nullable Object input;
    private final transient SortedMap<Long, Throwable> failures;

    /**
     * A fan-out's failure.
     *
     * @param index the index of the failure that came first, from 0
     * @param input the input at that index; null also where the method has no parameter
     * @param failures every failure by index, of which {@code index} must be one
     */
    public BatchFailedException(
            String message, long index, @Nullable Object input, SortedMap<Long, ? extends Throwable> failures) {
        super(message, failures.get(index));
        this.index = index;
        this.input = input;
        this.failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        failures.forEach((at, failure) -> {
            if (at != index && failure != getCause()) {
                addSuppressed(failure);
            }
        });
    }

    /**
     * The index of the input whose call failed first, from 0. A child process that dies with several elements of a primitive array
     * does not say at which of them it was; then this is the first of those, and the message has the last as well.
     */
    public long index() {
        return index;
    }

    /** The input whose call failed first; null where the method has no parameter or the exception was serialized. */
    public @Nullable Object input() {
        return input;
    }

    /** Every failure by the index of its input; empty if the exception was serialized. */
    @SuppressWarnings("ConstantValue") // null after deserialization
    public SortedMap<Long, Throwable> failures() {
        return failures == null ? Collections.emptySortedMap() : failures;
    }
}
