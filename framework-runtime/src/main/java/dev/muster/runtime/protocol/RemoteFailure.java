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
 */
public final class RemoteFailure {
    private static final int MOST_CAUSES = 1_000;

    private RemoteFailure() {}

    /** Writes a failure. */
    public static void write(Throwable failure, WireWriter out) throws IOException {
        if (failure instanceof ArrayCall.ElementFailure element) {
            out.putInt(element.index());
            writeCrossing(element.failure(), out);
        } else {
            out.putInt(-1);
            writeCrossing(failure, out);
        }
    }

    private static void writeCrossing(Throwable failure, WireWriter out) throws IOException {
        byte[] object = null;
        String obstacle = null;
        try {
            object = FailureObject.write(failure);
        } catch (Exception | StackOverflowError cannotCross) {
            obstacle = textOf(cannotCross);
        }
        out.putBytes(object);
        out.putString(obstacle);
        FailureDescription.of(failure).write(out);
    }

    /**
     * Reads a failure.
     *
     * @param loader finds the classes of failures
     * @param boundary what is appended to the stack traces, to say where the failure comes from
     */
    public static Throwable read(WireReader in, @Nullable ClassLoader loader, StackTraceElement boundary)
            throws IOException {
        int element = in.getInt();
        byte[] object = in.getBytes();
        String obstacle = in.getString();
        FailureDescription description = FailureDescription.read(in);
        Throwable failure = original(object, obstacle, description, loader);
        appendToTraces(failure, boundary);
        return element < 0 ? failure : new ArrayCall.ElementFailure(element, failure);
    }

    private static Throwable original(
            byte @Nullable [] object,
            @Nullable String obstacle,
            FailureDescription description,
            @Nullable ClassLoader loader) {
        String why = obstacle;
        if (object != null) {
            try {
                return FailureObject.read(object, loader);
            } catch (Exception cannotCross) {
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
            StackTraceElement[] remote = each.getStackTrace();
            StackTraceElement[] joined = Arrays.copyOf(remote, remote.length + 1);
            joined[remote.length] = boundary;
            each.setStackTrace(joined);
            each = FailureDescription.causeOf(each);
        }
    }
}
