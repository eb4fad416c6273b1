package dev.muster.runtime.protocol;

import dev.muster.call.ArrayCall;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a throwable crosses: as itself, serialized, and as a description, which stands in where the object cannot cross.
 *
 * <p>Layout: {@code int} the index of the element that failed in an array call, else -1; {@code byte[]} the serialized object or
 * null; {@code String} why it is null, or null; then the description: {@code String} class and message, {@code int} frames and
 * for each {@code String} class, {@code String} method, {@code String} file or null, {@code int} line; {@code boolean} whether
 * there is a cause, and its description.
 *
 * <p>To take one of a throwable runs the throwable's own methods; to write that, none.
 */
public final class RemoteFailure {
    private static final int MOST_CAUSES = 1_000;

    private final int element;
    private final byte @Nullable [] object;
    private final @Nullable String obstacle;
    private final FailureDescription description;

    private RemoteFailure(
            int element, byte @Nullable [] object, @Nullable String obstacle, FailureDescription description) {
        this.element = element;
        this.object = object;
        this.obstacle = obstacle;
        this.description = description;
    }

    /** What crosses of a failure. */
    public static RemoteFailure of(Throwable failure) {
        return failure instanceof ArrayCall.ElementFailure element
                ? of(element.index(), element.failure())
                : of(-1, failure);
    }

    private static RemoteFailure of(int element, Throwable failure) {
        byte[] object = null;
        String obstacle = null;
        try {
            object = FailureObject.write(failure);
        } catch (Exception | Error cannotCross) {
            obstacle = textOf(cannotCross);
        }
        return new RemoteFailure(element, object, obstacle, FailureDescription.of(failure));
    }

    /** Writes a failure. */
    public static void write(Throwable failure, WireWriter out) throws IOException {
        of(failure).write(out);
    }

    /** Writes it. */
    public void write(WireWriter out) throws IOException {
        out.putInt(element);
        out.putBytes(object);
        out.putString(obstacle);
        description.write(out);
    }

    /**
     * Reads a failure.
     *
     * @param loader finds the classes of failures
     * @param boundary what is appended to the stack traces, to say where the failure comes from
     */
    public static Throwable read(WireReader in, @Nullable ClassLoader loader, StackTraceElement boundary)
            throws IOException {
        return read(in).toThrowable(loader, boundary);
    }

    /** Reads what crossed of one. */
    static RemoteFailure read(WireReader in) throws IOException {
        return new RemoteFailure(in.getInt(), in.getBytes(), in.getString(), FailureDescription.read(in));
    }

    /** The failure, as {@link #read(WireReader, ClassLoader, StackTraceElement)} gives it. */
    public Throwable toThrowable(@Nullable ClassLoader loader, StackTraceElement boundary) {
        Throwable failure = original(loader);
        appendToTraces(failure, boundary);
        return element < 0 ? failure : new ArrayCall.ElementFailure(element, failure);
    }

    private Throwable original(@Nullable ClassLoader loader) {
        String why = obstacle;
        if (object != null) {
            try {
                return FailureObject.read(object, loader);
            } catch (Exception | Error cannotCross) {
                why = textOf(cannotCross);
            }
        }
        return description.toThrowable(" (described, as it could not cross itself: " + why + ")");
    }

    /** A throwable's class and message, even where its own methods throw. */
    public static String textOf(Throwable failure) {
        return FailureDescription.textOf(failure);
    }

    private static void appendToTraces(Throwable failure, StackTraceElement boundary) {
        Throwable each = failure;
        for (int causes = 0; each != null && causes < MOST_CAUSES; causes++) {
            append(each, boundary);
            each = FailureDescription.causeOf(each);
        }
    }

    private static void append(Throwable failure, StackTraceElement boundary) {
        StackTraceElement[] remote = FailureDescription.traceOf(failure);
        StackTraceElement[] joined = Arrays.copyOf(remote, remote.length + 1);
        joined[remote.length] = boundary;
        try {
            failure.setStackTrace(joined);
        } catch (RuntimeException | Error refused) {
            // Then it is shown as it came.
        }
    }
}
