package dev.muster.runtime.process;

import dev.muster.runtime.protocol.Welcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Kills what children have started and left. A child's environment names its folder, and so does that of all that descends from
 * it, also where those between have ended. Needs {@code /proc}; elsewhere nothing is found, and a child that ends by itself kills
 * its descendants itself. Safe for use by many threads.
 *
 * <p>{@code wanted} holds the folders that nobody has looked for yet; guarded by its monitor. One thread looks at a time, for all
 * who want that meanwhile, under this object's own monitor: many children may end at once, and there may be many processes.
 */
final class Descendants {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Descendants ALL = new Descendants();

    private final Set<String> wanted = new HashSet<>();

    private Descendants() {}

    /** Whether the process has children of its own at this moment; true where the system does not tell. */
    static boolean has(long pid) {
        Path tasks = PROCESSES.resolve(Long.toString(pid)).resolve("task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                if (!Files.readString(thread.resolve("children")).isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException goneOrUntold) {
            return true;
        }
    }

    /** Kills all processes that descend from children whose folder is this one or inside it. */
    static void kill(Path folder) {
        synchronized (ALL.wanted) {
            ALL.wanted.add(folder.toString());
        }
        ALL.look();
    }

    private synchronized void look() {
        Set<String> folders;
        synchronized (wanted) {
            folders = Set.copyOf(wanted);
            wanted.clear();
        }
        if (folders.isEmpty() || !Files.isDirectory(PROCESSES)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : all) {
                if (folders.stream().anyMatch(folder -> belongs(process, folder))) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException | RuntimeException untold) {
            // What is left ends with its own reasons.
        }
    }

    private static boolean belongs(Path process, String folder) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("environ"));
            String environment = "\0" + new String(bytes, StandardCharsets.UTF_8);
            String variable = "\0" + Welcome.FOLDER_VARIABLE + "=" + folder;
            return environment.contains(variable + "\0") || environment.contains(variable + "/");
        } catch (IOException notOurs) {
            return false;
        }
    }
}
