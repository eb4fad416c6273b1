package dev.muster.policies;

import dev.muster.spec.Durations;
import java.time.Duration;
import java.util.regex.Pattern;

/** Checks the members of a policy's annotation, and says what is wrong with one. */
final class Members {
    private static final Pattern ZERO = Pattern.compile("0+\\s*(ns|us|µs|ms|s|m|h|d)");

    private final String annotation;

    /** Of the annotation with this simple name. */
    Members(Class<?> annotation) {
        this.annotation = "@" + annotation.getSimpleName();
    }

    /** A number that has to be at least {@code least}. */
    int atLeast(int least, String member, int value) {
        check(value >= least, member, value, "needs " + least + " or more");
        return value;
    }

    /** A number within bounds; never NaN. */
    double within(double least, double most, String member, double value) {
        check(value >= least && value <= most, member, value, "needs " + least + " to " + most);
        return value;
    }

    /** A duration above zero. */
    Duration duration(String member, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(said(member, quoted(text)) + " " + malformed.getMessage(), malformed);
        }
    }

    /** A duration that may be zero. */
    Duration durationOrZero(String member, String text) {
        return ZERO.matcher(text.strip()).matches() ? Duration.ZERO : duration(member, text);
    }

    /** A duration of whole milliseconds, which may be zero. */
    long millis(String member, String text) {
        Duration duration = durationOrZero(member, text);
        check(duration.toNanosPart() % 1_000_000 == 0, member, quoted(text), "needs whole milliseconds");
        return duration.toMillis();
    }

    /** A text as the source has it. */
    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** Anything that has to be so. */
    void check(boolean holds, String member, Object value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(said(member, value) + ": it " + need);
        }
    }

    private String said(String member, Object value) {
        return annotation + "(" + member + " = " + value + ")";
    }
}
