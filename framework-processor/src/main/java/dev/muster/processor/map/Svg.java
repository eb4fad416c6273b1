package dev.muster.processor.map;

import java.util.Locale;

/** Writes the elements of a picture. */
final class Svg {
    /** From the foot of a line of text to its middle. */
    static final int HALF_LINE = 4;

    private static final double CHARACTER = 7.3;

    private static final String STYLE = """
            <style>
            .muster-map { --back: #ffffff; --frame: #f3f5f7; --line: #c9d1d9; --text: #1f2328; --note: #59636e;
              --pool: #475569; --lock: #b93815; --permits: #7a3ec8; --condition: #8a6100; --event: #0a62a8; --barrier: #1a7f37; --policy: #be185d; }
            @media (prefers-color-scheme: dark) {
            .muster-map { --back: #0d1117; --frame: #161b22; --line: #3d444d; --text: #f0f6fc; --note: #9198a1;
              --pool: #9fb0c3; --lock: #ff8f6b; --permits: #c297ff; --condition: #e0b34a; --event: #6cb6ff; --barrier: #56d364; --policy: #f9a8d4; } }
            .muster-map text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--text); }
            .muster-map text.name { font-weight: 600; }
            .muster-map text.type { font-weight: 600; font-size: 13px; }
            .muster-map text.note { fill: var(--note); }
            .muster-map rect { fill: var(--back); stroke: var(--line); }
            .muster-map rect.back, .muster-map rect.frame { fill: var(--frame); }
            .muster-map rect.back { fill: var(--back); stroke: none; }
            .muster-map path { fill: none; stroke-width: 1.5; }
            .muster-map path:hover { stroke-width: 4; }
            .muster-map .head { stroke: none; }
            """;

    private static final String END_OF_STYLE = "</style>\n";

    private final StringBuilder below = new StringBuilder();
    private final StringBuilder above = new StringBuilder();

    /** The width of a text, roughly: its letters are of one width, in most fonts of that kind the same. */
    static int width(String text) {
        return (int) Math.ceil(text.length() * CHARACTER);
    }

    /** A frame with a title, behind everything. */
    void frame(int x, int y, int width, int height, String title) {
        below.append(rectangle(x, y, width, height, 10, "frame"));
        text(x + 12, y + 20, "type", title);
    }

    void box(int x, int y, int width, int height, String style) {
        above.append(rectangle(x, y, width, height, 6, "box " + style));
    }

    void text(int x, int y, String style, String text) {
        above.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n", x, y, style, escaped(text)));
    }

    void textEnd(int x, int y, String style, String text) {
        text(x - width(text), y, style, text);
    }

    /** A curve from a method to a resource, with a dot or the head of an arrow where it ends, and words for who points at it. */
    void edge(int fromX, int fromY, int toX, int toY, Port port) {
        String style = port.edge().resource().kind().word();
        int bend = (toX - fromX) / 2;
        above.append(String.format(
                Locale.ROOT,
                "<path class=\"%s\" d=\"M%d %d C%d %d %d %d %d %d\"><title>%s</title></path>\n",
                style,
                fromX,
                fromY,
                fromX + bend,
                fromY,
                toX - bend,
                toY,
                toX,
                toY,
                escaped(port.method() + " " + port.edge())));
        int side = Integer.signum(toX - fromX);
        switch (port.edge().direction()) {
            case TO_METHOD -> head(fromX, fromY, side, style);
            case TO_RESOURCE -> head(toX, toY, -side, style);
            case NONE -> dot(fromX, fromY, style);
        }
    }

    /** The head of an arrow whose tip is at a place and that comes from one side. */
    private void head(int x, int y, int side, String style) {
        above.append(String.format(
                Locale.ROOT, "<path class=\"head %s\" d=\"M%d %d l%d -5 v10 z\"/>\n", style, x, y, 9 * side));
    }

    private void dot(int x, int y, String style) {
        above.append(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"3.5\"/>\n", style, x, y));
    }

    private static String rectangle(int x, int y, int width, int height, int corner, String style) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" class=\"%s\"/>\n",
                x,
                y,
                width,
                height,
                corner,
                style);
    }

    /** The whole picture. */
    String picture(int width, int height) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"muster-map\" role=\"img\" width=\"%d\" height=\"%d\""
                        + " viewBox=\"0 0 %d %d\" aria-label=\"Methods and the resources that they use\">\n",
                width,
                height,
                width,
                height));
        svg.append(STYLE);
        for (Kind kind : Kind.values()) {
            svg.append(colours(kind.word()));
        }
        svg.append(END_OF_STYLE);
        svg.append(rectangle(0, 0, width, height, 0, "back"));
        return svg.append(below).append(above).append("</svg>\n").toString();
    }

    private static String colours(String kind) {
        return ".muster-map text.KIND { fill: var(--KIND); } .muster-map path.KIND, .muster-map rect.KIND { stroke: var(--KIND); }\n.muster-map .head.KIND, .muster-map circle.KIND { fill: var(--KIND); }\n"
                .replace("KIND", kind);
    }

    /** A text as XML has it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
