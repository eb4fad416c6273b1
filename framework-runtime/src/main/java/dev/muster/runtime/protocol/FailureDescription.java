package dev.muster.runtime.protocol;

import dev.muster.CallFailedException;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be said of any throwable: its class, message, stack trace, and its causes up to a hundred. Immutable. */
final class FailureDescription {
    private static final int MOST_CAUSES = 100;
    private static final int MOST_FRAMES = 1024;
    private static final StackTraceElement[] NO_FRAMES = {};

    private final String text;
    private final StackTraceElement[] trace;
    private final @Nullable FailureDescription cause;

    private FailureDescription(String text, StackTraceElement[] trace, @Nullable FailureDescription cause) {
        this.text = text;
        this.trace = trace;
        this.cause = cause;
    }

    /** Describes a throwable, however its own methods behave. */
    static FailureDescription of(Throwable failure) {
        return of(failure, MOST_CAUSES);
    }

    private static FailureDescription of(Throwable failure, int causes) {
        Throwable cause = causeOf(failure);
        String text = textOf(failure);
        if (cause != null && causes == 0) {
            return new FailureDescription(text + " (its further causes are left out)", traceOf(failure), null);
        }
        return new FailureDescription(text, traceOf(failure), cause == null ? null : of(cause, causes - 1));
    }

    static @Nullable Throwable causeOf(Throwable failure) {
        try {
            return failure.getCause();
        } catch (RuntimeException | Error broken) {
            return null;
        }
    }

    /** The stack trace, empty where there is none to be had. */
    static StackTraceElement[] traceOf(Throwable failure) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            return Arrays.stream(trace).anyMatch(Objects::isNull) ? NO_FRAMES : trace;
        } catch (RuntimeException | Error broken) {
            return NO_FRAMES;
        }
    }

    /** The class and the message. */
    static String textOf(Throwable failure) {
        String type = failure.getClass().getName();
        try {
            String message = failure.getMessage();
            return message == null ? type : type + ": " + message;
        } catch (RuntimeException | Error broken) {
            return type + ", whose getMessage() throws " + broken.getClass().getName();
        }
    }

    void write(WireWriter out) throws IOException {
        out.putString(text);
        int frames = Math.min(trace.length, MOST_FRAMES);
        out.putInt(frames);
        for (int i = 0; i < frames; i++) {
            out.putString(trace[i].getClassName());
            out.putString(trace[i].getMethodName());
            out.putString(trace[i].getFileName());
            out.putInt(trace[i].getLineNumber());
        }
        out.putBoolean(cause != null);
        if (cause != null) {
            cause.write(out);
        }
    }

    static FailureDescription read(WireReader in) throws IOException {
        return read(in, MOST_CAUSES);
    }

    private static FailureDescription read(WireReader in, int causes) throws IOException {
        String text = string(in);
        int frames = in.getInt();
        if (frames < 0 || frames > MOST_FRAMES || causes < 0) {
            throw new IOException("not the description of a failure: " + frames + " frames");
        }
        StackTraceElement[] trace = new StackTraceElement[frames];
        for (int i = 0; i < frames; i++) {
            trace[i] = new StackTraceElement(string(in), string(in), in.getString(), in.getInt());
        }
        return new FailureDescription(text, trace, in.getBoolean() ? read(in, causes - 1) : null);
    }

    private static String string(WireReader in) throws IOException {
        return Fields.getString(in);
    }

    /** A throwable that says and shows what the described one did. */
    CallFailedException toThrowable(String addition) {
        CallFailedException throwable =
                new CallFailedException(text + addition, cause == null ? null : cause.toThrowable(""));
        throwable.setStackTrace(trace);
        return throwable;
    }
}
