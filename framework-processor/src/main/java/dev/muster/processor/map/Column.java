package dev.muster.processor.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Resources below each other, each as near as can be to the methods that use it. */
final class Column {
    /** The height of a resource's box. */
    static final int HEIGHT = 44;

    private static final int GAP = 14;

    private final List<Stop> stops = new ArrayList<>();

    /**
     * A resource's place.
     *
     * @param resource the resource
     * @param ports where its edges come from, from the top
     * @param y the top of its box
     */
    record Stop(Resource resource, List<Port> ports, int y) {
        private int wish() {
            return (int) ports.stream().mapToInt(Port::y).average().orElse(0) - HEIGHT / 2;
        }

        private Stop at(int place) {
            return new Stop(resource, ports, place);
        }

        /** Where the edge of a port ends: the edges share the side of the box. */
        int end(Port port) {
            return y + HEIGHT * (ports.indexOf(port) + 1) / (ports.size() + 1);
        }
    }

    /** Places the resources of some ports, between a top and a bottom if they fit. */
    Column(List<Port> ports, int top, int bottom) {
        ports.stream()
                .map(port -> port.edge().resource())
                .distinct()
                .map(resource -> new Stop(resource, of(resource, ports), 0))
                .sorted(Comparator.comparingInt(Stop::wish))
                .forEach(stops::add);
        pushDown(top);
        pullUp(bottom);
        pushDown(top);
    }

    private static List<Port> of(Resource resource, List<Port> ports) {
        return ports.stream()
                .filter(port -> port.edge().resource().equals(resource))
                .toList();
    }

    private void pushDown(int top) {
        int free = top;
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            stops.set(i, stop.at(Math.max(free, stop.y() == 0 ? stop.wish() : stop.y())));
            free = stops.get(i).y() + HEIGHT + GAP;
        }
    }

    private void pullUp(int bottom) {
        int free = bottom - HEIGHT;
        for (int i = stops.size() - 1; i >= 0; i--) {
            stops.set(i, stops.get(i).at(Math.min(free, stops.get(i).y())));
            free = stops.get(i).y() - HEIGHT - GAP;
        }
    }

    List<Stop> stops() {
        return stops;
    }

    /** Where the lowest box ends. */
    int end() {
        return stops.isEmpty() ? 0 : stops.get(stops.size() - 1).y() + HEIGHT;
    }
}
