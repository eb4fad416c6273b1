package dev.muster.runtime.process;

import dev.muster.Muster;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class path whose JAR files can be archived: those before its first folder, and Muster's own, which are put before it. Nothing else
 * changes its place; there is nothing in Muster's files that an application has too.
 *
 * @param jars the JAR files in front; empty if nothing can be archived
 * @param all the whole class path
 * @param hasFolders whether there are folders behind
 */
record ClassPath(String jars, String all, boolean hasFolders) {
    static ClassPath of(String classPath) {
        List<String> entries = classPath.isEmpty() ? List.of() : List.of(classPath.split(File.pathSeparator, -1));
        int folder = 0;
        while (folder < entries.size() && !isFolder(entries.get(folder))) {
            folder++;
        }
        if (folder == entries.size()) {
            return new ClassPath(
                    classPath, classPath, false); // a JVM archives no classes of folders, but here are none
        }
        List<String> ours = ours(entries);
        Set<String> all = new LinkedHashSet<>(entries.subList(0, folder));
        all.addAll(ours);
        String jars = String.join(File.pathSeparator, all);
        all.addAll(entries);
        return ours.isEmpty()
                ? new ClassPath("", classPath, true)
                : new ClassPath(jars, String.join(File.pathSeparator, all), true);
    }

    private static boolean isFolder(String entry) {
        Path path = Path.of(entry);
        return Files.exists(path) && (!entry.endsWith(".jar") || !Files.isRegularFile(path));
    }

    /** The entries that Muster comes from; none if one of them is a folder. */
    private static List<String> ours(List<String> entries) {
        List<String> ours = new ArrayList<>();
        for (Class<?> type : List.of(Muster.class, ClassPath.class)) {
            Path origin = origin(type);
            for (String entry : entries) {
                if (!isFolder(entry)
                        && Path.of(entry).toAbsolutePath().normalize().equals(origin)) {
                    ours.add(entry);
                }
            }
        }
        return ours.size() < 2 ? List.of() : ours;
    }

    private static @Nullable Path origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | RuntimeException elsewhere) {
            return null;
        }
    }
}
