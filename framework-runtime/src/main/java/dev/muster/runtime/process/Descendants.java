package dev.muster.runtime.process;

import dev.muster.runtime.protocol.Welcome;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
    private static final byte[] VARIABLE = (Welcome.FOLDER_VARIABLE + "=").getBytes(StandardCharsets.UTF_8);
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
        String[] names = PROCESSES.toFile().list();
        for (String process : names == null ? new String[0] : names) {
            if (Character.isDigit(process.charAt(0)) && belongs(process, folders)) {
                ProcessHandle.of(Long.parseLong(process)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Most processes have no such variable at all, and are passed over without making a text of what they have. */
    private static boolean belongs(String process, Set<String> folders) {
        try (FileInputStream environment = new FileInputStream(PROCESSES + "/" + process + "/environ")) {
            byte[] bytes = environment.readAllBytes();
            int start = indexOf(bytes, VARIABLE);
            return start >= 0 && isOneOf(valueAt(bytes, start + VARIABLE.length), folders);
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean isOneOf(String value, Set<String> folders) {
        return folders.stream().anyMatch(folder -> value.equals(folder) || value.startsWith(folder + "/"));
    }

    private static String valueAt(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Where a variable stands: at the beginning, or behind the end of another. */
    private static int indexOf(byte[] bytes, byte[] variable) {
        int last = bytes.length - variable.length;
        for (int start = 0; start <= last; start++) {
            if ((start == 0 || bytes[start - 1] == 0)
                    && Arrays.equals(bytes, start, start + variable.length, variable, 0, variable.length)) {
                return start;
            }
        }
        return -1;
    }
}
