package dev.muster.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The folder of what was measured on one JDK: files for each row, its lines of Markdown, of JSON and of the picture, so that rows
 * measured at another time join the table; and the table and the pictures of all.
 */
final class Results {
    private final Path folder;

    Results(Path folder, boolean quick) throws IOException {
        this.folder = folder.resolve("jdk-" + Runtime.version().feature() + (quick ? "-quick" : ""));
        Files.createDirectories(this.folder.resolve("rows"));
    }

    void keep(String id, String markdown, String json, String picture) throws IOException {
        Files.writeString(file(id, ".md"), markdown);
        Files.writeString(file(id, ".json"), json);
        Files.writeString(file(id, ".svg"), picture);
    }

    private Path file(String id, String ending) {
        return folder.resolve("rows").resolve(id.replace('/', '_') + ending);
    }

    /**
     * Writes the table and the pictures of all that was ever measured into this folder, in the order of these rows, and gives the
     * table.
     */
    String table(List<String> rows, List<String> growths) throws IOException {
        String table = Environment.line() + "\n\n" + Line.HEAD + joined(rows, ".md", "");
        String growth = joined(growths, ".md", "");
        if (!growth.isEmpty()) {
            table += "\n" + Growth.HEAD + growth;
        }
        table += joined(List.of("sizes"), ".md", "");
        Files.writeString(folder.resolve("table.md"), table);
        List<String> all = new ArrayList<>(rows);
        all.addAll(growths);
        all.add("sizes");
        Files.writeString(folder.resolve("table.json"), "[\n" + joined(all, ".json", ",\n") + "\n]\n");
        Files.writeString(
                folder.resolve("table.svg"),
                Picture.of(joined(rows, ".svg", "").lines().toList()));
        Files.writeString(
                folder.resolve("growth.svg"),
                GrowthPicture.of(joined(growths, ".svg", "").lines().toList()));
        return table;
    }

    private String joined(List<String> ids, String ending, String between) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String id : ids) {
            if (Files.exists(file(id, ending))) {
                parts.add(Files.readString(file(id, ending)));
            }
        }
        return parts.stream().collect(Collectors.joining(between));
    }
}
