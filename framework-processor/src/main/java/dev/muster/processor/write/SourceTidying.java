package dev.muster.processor.write;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives JavaPoet's output the touches of a hand: short javadoc on one line, long lines broken where people break them. */
final class SourceTidying {
    private static final int LONGEST_LINE = 120;

    private static final Pattern BETWEEN_FIELDS =
            multiline("^( *private (?:final )?[^\\n(={]+;\\n)\\n(?= *private (?:final )?[^\\n(={]+;$)");

    private static final Pattern EMPTY_BODY = multiline("\\) \\{\\n *\\}$");

    private static final Pattern LATE_BREAK_BEFORE_EXCEPTION = multiline(" throws\\n( +)");

    private static final Pattern LONG_INITIALIZER = multiline("^( *)([^=\\n*]+ =) ([^\\n]+)$");

    private static final Pattern ONE_LINE_JAVADOC = multiline("^( *)/\\*\\*\\n *\\* (.*)\\n *\\*/$");

    private static final Pattern JAVADOC_LINE = multiline("^( *\\* )([^\\n]+)$");

    private SourceTidying() {}

    static String tidy(String source) {
        String tidy = BETWEEN_FIELDS.matcher(source).replaceAll("$1");
        tidy = EMPTY_BODY.matcher(tidy).replaceAll(") {}");
        tidy = LATE_BREAK_BEFORE_EXCEPTION.matcher(tidy).replaceAll("\n$1throws ");
        tidy = replaceLong(LONG_INITIALIZER, tidy, SourceTidying::initializer);
        tidy = replace(ONE_LINE_JAVADOC, tidy, SourceTidying::javadoc);
        return replaceLong(JAVADOC_LINE, tidy, SourceTidying::wrapped);
    }

    /** The same as {@link #replace} for a pattern that fits one line and a change that only long lines need. */
    private static String replaceLong(Pattern pattern, String text, Function<MatchResult, String> by) {
        StringBuilder changed = new StringBuilder();
        int done = 0;
        for (int start = 0, end; start < text.length(); start = end + 1) {
            end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (end - start > LONGEST_LINE) {
                changed.append(text, done, start).append(replace(pattern, text.substring(start, end), by));
                done = end;
            }
        }
        return changed.append(text, done, text.length()).toString();
    }

    /** A long initializer begins on a line of its own. */
    private static String initializer(MatchResult field) {
        return fits(field.group())
                ? field.group()
                : field.group(1) + field.group(2) + "\n" + field.group(1) + "        " + field.group(3);
    }

    private static String javadoc(MatchResult javadoc) {
        String line = javadoc.group(1) + "/** " + javadoc.group(2) + " */";
        return fits(line) ? line : javadoc.group();
    }

    private static String wrapped(MatchResult line) {
        StringBuilder text = new StringBuilder(line.group());
        int start = 0;
        while (text.length() - start > LONGEST_LINE) {
            int space = text.lastIndexOf(" ", start + LONGEST_LINE);
            if (space < start + line.group(1).length()) {
                break; // one long word
            }
            text.replace(space, space + 1, "\n" + line.group(1));
            start = space + 1;
        }
        return text.toString();
    }

    private static boolean fits(String line) {
        return line.length() <= LONGEST_LINE;
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }

    private static Pattern multiline(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE);
    }
}
