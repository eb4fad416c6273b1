package dev.muster.processor.map;

import java.util.List;

/** Writes the map for a terminal, and for {@code diff}. */
final class TextMap {
    private TextMap() {}

    static String write(ResourceMap map) {
        StringBuilder text = new StringBuilder();
        text.append("Resources\n");
        map.resources().forEach(resource -> resource(map, resource, text));
        text.append("\nMethods\n");
        map.methods().forEach(method -> method(method, text));
        List<String> waits = map.waits();
        if (!waits.isEmpty()) {
            text.append("\nWho waits for whom\n");
            waits.forEach(wait -> text.append("  ").append(wait).append('\n'));
        }
        return text.toString();
    }

    private static void resource(ResourceMap map, Resource resource, StringBuilder text) {
        text.append("  ").append(resource);
        if (!resource.detail().isEmpty()) {
            text.append(" (").append(resource.detail()).append(')');
        }
        text.append('\n');
        for (MappedMethod method : map.methods()) {
            method.edges().stream()
                    .filter(edge -> edge.resource().equals(resource))
                    .forEach(edge -> text.append("    ")
                            .append(method)
                            .append(' ')
                            .append(edge.way())
                            .append(" it")
                            .append(edge.keys())
                            .append('\n'));
        }
    }

    private static void method(MappedMethod method, StringBuilder text) {
        text.append("  ").append(method).append(", ").append(method.terms()).append('\n');
        method.edges().forEach(edge -> text.append("    ").append(edge).append('\n'));
    }
}
