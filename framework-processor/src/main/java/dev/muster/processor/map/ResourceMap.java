package dev.muster.processor.map;

import dev.muster.processor.model.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods of the types that are compiled together use which resources.
 *
 * @param methods all annotated methods, type by type
 */
public record ResourceMap(List<MappedMethod> methods) {
    /** Copies the list. */
    public ResourceMap {
        methods = List.copyOf(methods);
    }

    /** The map of some types, in their order. */
    public static ResourceMap of(List<Target> targets) {
        return new ResourceMap(new MapReader(targets).read());
    }

    /** Whether there is nothing to see. */
    public boolean isEmpty() {
        return methods.stream().allMatch(method -> method.edges().isEmpty());
    }

    /** The files that show it, by their names. */
    public SortedMap<String, String> files() {
        return new TreeMap<>(
                Map.of("map.txt", TextMap.write(this), "map.dot", DotMap.write(this), "map.html", PageMap.write(this)));
    }

    /** All resources, sorted by kind and name. */
    List<Resource> resources() {
        return methods.stream()
                .flatMap(method -> method.edges().stream())
                .map(Edge::resource)
                .distinct()
                .sorted()
                .toList();
    }

    /** The methods that use something, by their types. */
    Map<String, List<MappedMethod>> connected() {
        return methods.stream()
                .filter(method -> !method.edges().isEmpty())
                .collect(Collectors.groupingBy(MappedMethod::type, LinkedHashMap::new, Collectors.toList()));
    }

    /** Who waits for whom to be done, event by event. */
    List<String> waits() {
        List<String> waits = new ArrayList<>();
        for (MappedMethod method : methods) {
            awaited(method).forEach(event -> waits.add(method + " waits for " + setters(event)));
        }
        return waits;
    }

    private static Stream<Resource> awaited(MappedMethod method) {
        return method.edges().stream()
                .filter(edge -> edge.direction() == Edge.Direction.TO_METHOD)
                .map(Edge::resource)
                .filter(resource -> resource.kind() == Kind.EVENT);
    }

    private String setters(Resource event) {
        String names = methods.stream()
                .filter(method -> method.edges().stream()
                        .anyMatch(edge ->
                                edge.resource().equals(event) && edge.direction() == Edge.Direction.TO_RESOURCE))
                .map(MappedMethod::toString)
                .collect(Collectors.joining(" or "));
        return names.isEmpty() ? event + ", which none of these methods sets" : names + " to set " + event;
    }
}
