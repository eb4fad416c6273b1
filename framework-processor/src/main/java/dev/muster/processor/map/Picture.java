package dev.muster.processor.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws the map: methods in the middle, what they share on their left, what orders them on their right.
 *
 * <p>What an edge means is written in the box of its method, where it begins, so that no two labels meet.
 */
final class Picture {
    private static final int MARGIN = 20;
    private static final int BETWEEN_COLUMNS = 110;
    private static final int BETWEEN_METHODS = 12;
    private static final int LINE = 20;
    private static final int PADDING = 12;
    private static final int TITLE = 30;

    private final Svg svg = new Svg();
    private final Map<String, List<MappedMethod>> types;
    private final List<Port> left = new ArrayList<>();
    private final List<Port> right = new ArrayList<>();
    private final int leftWidth;
    private final int middle;
    private final int middleWidth;
    private final int rightStart;
    private final int width;

    private Picture(ResourceMap map) {
        types = map.connected();
        leftWidth = widest(map, false);
        middle = MARGIN + (leftWidth == 0 ? 0 : leftWidth + BETWEEN_COLUMNS) + PADDING;
        middleWidth = types.values().stream()
                .flatMap(List::stream)
                .flatMap(Picture::lines)
                .mapToInt(line -> Svg.width(line) + 2 * PADDING)
                .max()
                .orElse(0);
        int rightWidth = widest(map, true);
        rightStart = middle + middleWidth + PADDING + BETWEEN_COLUMNS;
        width = MARGIN + (rightWidth == 0 ? rightStart - BETWEEN_COLUMNS : rightStart + rightWidth);
    }

    /** The picture as one SVG element that brings its own style, for light and dark. */
    static String draw(ResourceMap map) {
        return new Picture(map).draw();
    }

    private static int widest(ResourceMap map, boolean order) {
        return map.resources().stream()
                .filter(resource -> resource.kind().isOfOrder() == order)
                .flatMap(resource -> Stream.of(caption(resource), resource.name()))
                .mapToInt(line -> Svg.width(line) + 2 * PADDING)
                .max()
                .orElse(0);
    }

    private static Stream<String> lines(MappedMethod method) {
        return Stream.concat(
                Stream.of(method.signature(), method.place(), method.limits()),
                method.edges().stream().map(Picture::label));
    }

    private static String label(Edge edge) {
        return edge.way() + " " + edge.resource().name() + edge.keys();
    }

    /** The kind of a resource, whose it is and how many there are. */
    private static String caption(Resource resource) {
        String owner = resource.owner().isEmpty() ? "" : " of " + resource.owner();
        return resource.kind().word() + owner + (resource.detail().isEmpty() ? "" : ", " + resource.detail());
    }

    private String draw() {
        int y = MARGIN;
        for (Map.Entry<String, List<MappedMethod>> type : types.entrySet()) {
            y = type(type.getKey(), type.getValue(), y) + MARGIN;
        }
        Column before = new Column(left, MARGIN, y - MARGIN);
        Column after = new Column(right, MARGIN, y - MARGIN);
        before.stops().forEach(stop -> resource(stop, MARGIN, leftWidth));
        after.stops().forEach(stop -> resource(stop, rightStart, width - MARGIN - rightStart));
        int bottom = Math.max(y, Math.max(before.end(), after.end()) + MARGIN);
        return svg.picture(width, bottom);
    }

    /** Draws the methods of a type in a frame and gives its lower end. */
    private int type(String name, List<MappedMethod> methods, int top) {
        int y = top + TITLE;
        for (MappedMethod method : methods) {
            y = method(method, y) + BETWEEN_METHODS;
        }
        svg.frame(middle - PADDING, top, middleWidth + 2 * PADDING, y - top, name);
        return y;
    }

    private int method(MappedMethod method, int top) {
        List<String> heads = Stream.of(method.place(), method.limits())
                .filter(line -> !line.isEmpty())
                .toList();
        int height = (1 + heads.size() + method.edges().size()) * LINE + PADDING;
        svg.box(middle, top, middleWidth, height, "method");
        int y = top + LINE;
        svg.text(middle + PADDING, y, "name", method.signature());
        for (String head : heads) {
            y += LINE;
            svg.text(middle + PADDING, y, "note", head);
        }
        for (boolean isRight : List.of(false, true)) {
            for (Edge edge : method.edges()) {
                if (edge.resource().kind().isOfOrder() == isRight) {
                    y += LINE;
                    port(method, edge, y);
                }
            }
        }
        return top + height;
    }

    private void port(MappedMethod method, Edge edge, int y) {
        boolean isRight = edge.resource().kind().isOfOrder();
        String style = edge.resource().kind().word();
        if (isRight) {
            svg.textEnd(middle + middleWidth - PADDING, y, style, label(edge));
        } else {
            svg.text(middle + PADDING, y, style, label(edge));
        }
        (isRight ? right : left).add(new Port(edge, method.toString(), y - Svg.HALF_LINE));
    }

    private void resource(Column.Stop stop, int x, int boxWidth) {
        boolean isRight = stop.resource().kind().isOfOrder();
        String style = stop.resource().kind().word();
        for (Port port : stop.ports()) {
            int from = isRight ? middle + middleWidth : middle;
            int to = isRight ? x : x + boxWidth;
            svg.edge(from, port.y(), to, stop.end(port), port);
        }
        svg.box(x, stop.y(), boxWidth, Column.HEIGHT, style);
        svg.text(x + PADDING, stop.y() + 18, "note", caption(stop.resource()));
        svg.text(x + PADDING, stop.y() + 35, "name " + style, stop.resource().name());
    }
}
