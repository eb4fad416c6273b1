package dev.muster.processor.map;

import java.util.List;
import java.util.Map;

/** Writes the map for Graphviz and its kin. */
final class DotMap {
    private final ResourceMap map;
    private final List<Resource> resources;
    private final StringBuilder text = new StringBuilder();
    private int methods;
    private int types;

    private DotMap(ResourceMap map) {
        this.map = map;
        this.resources = map.resources();
    }

    static String write(ResourceMap map) {
        return new DotMap(map).write();
    }

    private String write() {
        text.append("digraph muster {\n");
        text.append("  rankdir=LR;\n");
        text.append("  node [fontname=\"Helvetica\", fontsize=11];\n");
        text.append("  edge [fontname=\"Helvetica\", fontsize=10];\n");
        for (int i = 0; i < resources.size(); i++) {
            resource(i, resources.get(i));
        }
        map.connected().entrySet().forEach(this::type);
        return text.append("}\n").toString();
    }

    private void resource(int number, Resource resource) {
        String detail = resource.detail().isEmpty() ? "" : "\\n" + resource.detail();
        line("  r" + number + " [shape=" + shape(resource.kind()) + ", label=" + quoted(resource + detail) + "];");
    }

    private static String shape(Kind kind) {
        return switch (kind) {
            case POOL -> "folder";
            case LOCK -> "ellipse";
            case PERMITS -> "octagon";
            case CONDITION -> "diamond";
            case EVENT -> "cds";
            case BARRIER -> "parallelogram";
            case POLICY -> "house";
        };
    }

    private void type(Map.Entry<String, List<MappedMethod>> type) {
        int first = methods;
        line("  subgraph cluster_" + types++ + " {");
        line("    label=" + quoted(type.getKey()) + ";");
        for (MappedMethod method : type.getValue()) {
            String label = quoted(method.signature() + "\\n" + method.terms());
            line("    m" + methods++ + " [shape=box, label=" + label + "];");
        }
        line("  }");
        for (int i = 0; i < type.getValue().size(); i++) {
            String method = "m" + (first + i);
            type.getValue().get(i).edges().forEach(edge -> edge(method, edge));
        }
    }

    private void edge(String method, Edge edge) {
        String label = " [label=" + quoted(edge.way() + edge.keys());
        String resource = "r" + resources.indexOf(edge.resource());
        switch (edge.direction()) {
            case TO_METHOD -> line("  " + resource + " -> " + method + label + "];");
            case TO_RESOURCE -> line("  " + method + " -> " + resource + label + "];");
            case NONE -> line("  " + method + " -> " + resource + label + ", dir=none];");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }
}
