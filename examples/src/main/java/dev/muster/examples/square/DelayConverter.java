package dev.muster.examples.square;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as people write it: {@code 250ms}, {@code 2s}, {@code 1m}, {@code 0}. */
final class DelayConverter implements ITypeConverter<Duration> {
    private static final Pattern DELAY = Pattern.compile("(\\d{1,9})(ms|s|m)|0");

    @Override
    public Duration convert(String text) {
        Matcher delay = DELAY.matcher(text);
        if (!delay.matches()) {
            throw new TypeConversionException("'" + text + "' is no duration; write it like 250ms, 2s, 1m or 0");
        }
        return delay.group(1) == null ? Duration.ZERO : duration(Long.parseLong(delay.group(1)), delay.group(2));
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
