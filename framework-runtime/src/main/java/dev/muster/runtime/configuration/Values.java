package dev.muster.runtime.configuration;

import dev.muster.Priority;
import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.spec.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values, strictly. */
final class Values {
    private static final int NEGATIVE_WORKERS = 201;
    private static final int PRIORITY_OUT_OF_RANGE = 205;
    private static final int NO_PERMITS = 405;
    private static final int NO_DURATION = 501;
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

    private Values() {}

    static Workers kind(Setting setting) {
        List<String> kinds = Arrays.stream(Workers.values()).map(Workers::name).toList();
        if (!kinds.contains(setting.text())) {
            String expected = "one of " + String.join(", ", kinds);
            throw WrongSetting.value(setting, "names no kind of workers", expected, kinds);
        }
        return Workers.valueOf(setting.text());
    }

    static WhenFull whenFull(Setting setting) {
        List<String> names =
                Arrays.stream(WhenFull.values()).map(WhenFull::name).toList();
        if (!names.contains(setting.text())) {
            String expected = "one of " + String.join(", ", names);
            throw WrongSetting.value(setting, "does not say what becomes of a call", expected, names);
        }
        return WhenFull.valueOf(setting.text());
    }

    /** A number of workers, or 0 for the default of the kind. */
    static int workers(Setting setting) {
        int workers = number(setting, "the number of calls that may run at once, or 0 for the default");
        if (workers < 0) {
            throw WrongSetting.rule(
                    NEGATIVE_WORKERS,
                    setting,
                    "asks for " + workers + " workers",
                    "Write how many calls may run at once, 1 or more, or 0 for the default.");
        }
        return workers;
    }

    /** The size of a pool. */
    static int size(Setting setting) {
        int workers = workers(setting);
        if (workers == 0) {
            throw WrongSetting.rule(
                    NEGATIVE_WORKERS,
                    setting,
                    "asks for a pool without workers",
                    "Write how many calls may run at once, 1 or more, or leave it out.");
        }
        return workers;
    }

    static int priority(Setting setting) {
        String range = "from " + Priority.LOWEST + " to " + Priority.HIGHEST;
        int priority = number(setting, "a whole number " + range);
        if (priority < Priority.LOWEST || priority > Priority.HIGHEST) {
            throw WrongSetting.rule(
                    PRIORITY_OUT_OF_RANGE,
                    setting,
                    "asks for priority " + priority,
                    "Write a number " + range + ", the higher the sooner.");
        }
        return priority;
    }

    static int permits(Setting setting) {
        int permits = number(setting, "the number of permits, 1 or more");
        if (permits < 1) {
            throw WrongSetting.rule(
                    NO_PERMITS,
                    setting,
                    "leaves " + permits + " permits, so that no call could ever run",
                    "Write how many calls may run at once, 1 or more.");
        }
        return permits;
    }

    static int atLeastOne(Setting setting) {
        String expected = "a whole number, 1 or more";
        int number = number(setting, expected);
        if (number < 1) {
            throw WrongSetting.value(setting, "is below 1", expected);
        }
        return number;
    }

    static boolean flag(Setting setting) {
        return switch (setting.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw WrongSetting.value(setting, "is neither true nor false", "true or false");
        };
    }

    private static int number(Setting setting, String expected) {
        try {
            if (setting.text().matches("-?[0-9]+")) {
                return Integer.parseInt(setting.text());
            }
        } catch (NumberFormatException tooLarge) {
            throw WrongSetting.value(setting, "is too large a number", expected);
        }
        throw WrongSetting.value(setting, "is not a whole number", expected);
    }

    /** A duration above zero. */
    static Duration duration(Setting setting) {
        try {
            return Durations.parse(setting.text());
        } catch (IllegalArgumentException fault) {
            String expected = "a duration above zero, such as 250ms, 2s, 5m or 1m30s";
            throw WrongSetting.value(setting, String.valueOf(fault.getMessage()), expected);
        }
    }

    /** A duration above zero, where the compiler demands one, too. */
    static String limit(Setting setting) {
        try {
            Durations.parse(setting.text());
            return setting.text();
        } catch (IllegalArgumentException fault) {
            throw WrongSetting.rule(
                    NO_DURATION,
                    setting,
                    String.valueOf(fault.getMessage()),
                    "Write a duration above zero, such as 250ms, 2s, 5m or 1m30s, or leave it out.");
        }
    }

    /** A duration, also {@code 0s}. */
    static Duration durationOrZero(Setting setting) {
        return setting.text().equals("0s") ? Duration.ZERO : duration(setting);
    }

    /** Words between spaces; what stands in double quotes is one word. */
    static String[] words(Setting setting) {
        String text = setting.text();
        Matcher word = WORD.matcher(text);
        List<String> words = new ArrayList<>();
        while (word.find()) {
            words.add(word.group().replace("\"", ""));
        }
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw WrongSetting.value(setting, "has a quotation mark without its partner", "arguments between spaces");
        }
        return words.toArray(new String[0]);
    }
}
