package dev.muster.processor.map;

import java.util.List;

/**
 * A method as the map shows it.
 *
 * @param type the type that it belongs to
 * @param signature its name and the types of its parameters
 * @param place where its calls run
 * @param limits how long they may wait and run; may be empty
 * @param edges what it uses
 */
record MappedMethod(String type, String signature, String place, String limits, List<Edge> edges) {
    MappedMethod {
        edges = List.copyOf(edges);
    }

    /** Where its calls run, and for how long. */
    String terms() {
        return limits.isEmpty() ? place : place + "; " + limits;
    }

    @Override
    public String toString() {
        return type + "." + signature;
    }
}
