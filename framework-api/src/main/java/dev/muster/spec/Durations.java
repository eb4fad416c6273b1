package dev.muster.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as annotations and configuration write them: {@code 250ms}, {@code 2s}, {@code 1m30s}. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,18})\\s*(ns|us|µs|ms|s|m|h|d)\\s*");
    private static final Map<String, Duration> UNITS = Map.of(
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "µs", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /**
     * Reads a duration above zero.
     *
     * @throws IllegalArgumentException if it is none; the message says why, as the end of a sentence
     */
    public static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        String left = text.strip();
        Matcher part = PART.matcher(left);
        while (part.lookingAt()) {
            sum = plus(sum, part);
            left = left.substring(part.end());
            part = PART.matcher(left);
        }
        if (!left.isEmpty() || text.isBlank()) {
            throw new IllegalArgumentException("is not a number with a unit, such as 250ms, 2s, 5m or 1m30s");
        }
        if (sum.isZero()) {
            throw new IllegalArgumentException("is zero; leave it out for no limit");
        }
        return sum;
    }

    /** The duration as {@link #parse} reads it, such as {@code 1m30s}. */
    public static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        long left = duration.toNanos();
        for (String unit : List.of("d", "h", "m", "s", "ms", "us", "ns")) {
            long nanos = Objects.requireNonNull(UNITS.get(unit)).toNanos();
            if (left >= nanos) {
                text.append(left / nanos).append(unit);
                left %= nanos;
            }
        }
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static Duration plus(Duration sum, Matcher part) {
        try {
            Duration unit = Objects.requireNonNull(UNITS.get(part.group(2)));
            return Duration.ofNanos(
                    sum.plus(unit.multipliedBy(Long.parseLong(part.group(1)))).toNanos());
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("is longer than 292 years; leave it out for no limit", tooLong);
        }
    }
}
