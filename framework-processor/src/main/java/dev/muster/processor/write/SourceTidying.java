package dev.muster.processor.write;

/**
 * Gives JavaPoet's output the touches of a hand: short javadoc on one line, long lines broken where people break them.
 *
 * <p>Goes over the lines once; none looks further than at the two after it.
 */
final class SourceTidying {
    private static final int LONGEST_LINE = 120;

    private final String[] lines;
    private final StringBuilder tidy;
    private int next;

    private SourceTidying(String source) {
        this.lines = source.lines().toArray(String[]::new);
        this.tidy = new StringBuilder(source.length());
    }

    static String tidy(String source) {
        SourceTidying tidying = new SourceTidying(source);
        while (tidying.next < tidying.lines.length) {
            tidying.take(tidying.lines[tidying.next++]);
        }
        return tidying.tidy.toString();
    }

    private void take(String line) {
        if (line.isEmpty() && isField(next - 2) && isField(next)) {
            return; // fields stand together
        }
        if (line.endsWith(") {") && isOnly("}", next)) {
            next++;
            append(line + "}");
        } else if (line.endsWith(" throws") && next < lines.length && lines[next].startsWith(" ")) {
            int indent = indent(lines[next]);
            lines[next] = " ".repeat(indent) + "throws " + lines[next].substring(indent);
            append(line.substring(0, line.length() - " throws".length()));
        } else if (line.endsWith("/**") && isOnly("*/", next + 1) && isShort(lines[next])) {
            append(line + lines[next].substring(indent(lines[next]) + 1) + " */");
            next += 2;
        } else {
            append(line);
        }
    }

    /** Whether a line declares a private field and does not set it. */
    private boolean isField(int index) {
        if (index < 0 || index >= lines.length || !lines[index].endsWith(";")) {
            return false;
        }
        String line = lines[index];
        return line.startsWith("private ", indent(line))
                && line.indexOf('(') < 0
                && line.indexOf('=') < 0
                && line.indexOf('{') < 0;
    }

    private boolean isOnly(String text, int index) {
        return index < lines.length
                && lines[index].endsWith(text)
                && indent(lines[index]) == lines[index].length() - text.length();
    }

    /** Whether a line of javadoc has room for the marks before and behind it; the one before takes a place of its indent. */
    private static boolean isShort(String line) {
        return isJavadoc(line) && line.length() - 1 + "/* */".length() <= LONGEST_LINE;
    }

    private static boolean isJavadoc(String line) {
        return line.startsWith("* ", indent(line));
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private void append(String line) {
        if (line.length() <= LONGEST_LINE) {
            tidy.append(line);
        } else if (isJavadoc(line)) {
            appendWrapped(line, line.substring(0, indent(line) + "* ".length()));
        } else {
            appendInitializer(line);
        }
        tidy.append('\n');
    }

    private void appendWrapped(String line, String prefix) {
        String rest = line;
        while (rest.length() > LONGEST_LINE) {
            int space = rest.lastIndexOf(' ', LONGEST_LINE);
            if (space < prefix.length()) {
                break; // one long word
            }
            tidy.append(rest, 0, space).append('\n');
            rest = prefix + rest.substring(space + 1);
        }
        tidy.append(rest);
    }

    /** A long initializer begins on a line of its own. */
    private void appendInitializer(String line) {
        int equals = line.indexOf(" = ");
        String head = equals < 0 ? "" : line.substring(0, equals);
        if (head.isEmpty() || head.indexOf('=') >= 0 || head.indexOf('*') >= 0 || head.indexOf('"') >= 0) {
            tidy.append(line);
        } else {
            tidy.append(head).append(" =\n");
            appendSteps(line.substring(equals + 3), indent(line) + 8);
        }
    }

    /** What is said of a method, if that makes a long line, has one of its own. */
    private void appendSteps(String expression, int indent) {
        int spec = expression.indexOf("MethodSpec.of(");
        int step = spec < 0 ? -1 : expression.indexOf("\").", spec); // neither type nor signature has a quotation mark
        tidy.append(" ".repeat(indent));
        if (step < 0 || indent + expression.length() <= LONGEST_LINE) {
            tidy.append(expression);
        } else {
            tidy.append(expression, 0, step + 2)
                    .append('\n')
                    .append(" ".repeat(indent + 8))
                    .append(expression, step + 2, expression.length());
        }
    }
}
