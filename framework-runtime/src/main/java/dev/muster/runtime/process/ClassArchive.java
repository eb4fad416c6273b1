package dev.muster.runtime.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The archive of the classes that children with one command load, from which the JVM maps them instead of loading them: made by
 * the first child that ends in order, as it ends, and kept for all later ones, of other processes too.
 *
 * <p>Its name is a digest of all that it depends on: the JDK, the arguments, and the JAR files with their sizes and times; so an
 * old one is never taken for a new one. It is written beside and renamed, so that nobody ever sees half of it, and two that make
 * it at the same time do no harm. Its folder must be this user's alone. Safe for use by many threads: {@code TRIED} has the
 * archives that a child of this process was to make.
 */
final class ClassArchive {
    private static final Set<Path> TRIED = ConcurrentHashMap.newKeySet();
    private static final int MOST_KEPT = 16;

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** The archive for children of these arguments and this class path, or null if they can have none. */
    static @Nullable ClassArchive of(List<String> arguments, String classPath) {
        if (classPath.isEmpty() || arguments.stream().anyMatch(ClassArchive::forbids)) {
            return null;
        }
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.exists(path) && (!entry.endsWith(".jar") || !Files.isRegularFile(path))) {
                return null; // a JVM archives no classes of folders
            }
            jars.add(path);
        }
        try {
            return new ClassArchive(folder().resolve(digest(arguments, jars) + ".jsa"));
        } catch (IOException | UnsupportedOperationException | SecurityException noPlace) {
            return null;
        }
    }

    /** Who says something of archives himself, or has an agent change classes. */
    private static boolean forbids(String argument) {
        return (argument.startsWith("-Xshare:") && !argument.equals("-Xshare:auto"))
                || argument.contains("SharedArchive")
                || argument.contains("ArchiveClassesAtExit")
                || argument.startsWith("-XX:AOT")
                || argument.startsWith("-javaagent:")
                || argument.startsWith("-agent")
                || argument.startsWith("--patch-module");
    }

    private static Path folder() throws IOException {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path parent =
                cache != null && !cache.isEmpty() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        Path folder = parent.resolve("muster");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || !Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
            throw new IOException("others may write to " + folder);
        }
        return folder;
    }

    private static String digest(List<String> arguments, List<Path> jars) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        StringBuilder all = new StringBuilder(System.getProperty("java.vm.version"));
        arguments.forEach(argument -> all.append('\n').append(argument));
        List<Path> files = new ArrayList<>(jars);
        files.add(home.resolve("lib").resolve("modules"));
        for (Path file : files) {
            all.append('\n').append(file.toAbsolutePath()).append(' ').append(state(file));
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    /** Of a JAR file, by which it is known; a JVM passes over one that does not exist. */
    private static String state(Path file) throws IOException {
        return Files.exists(file)
                ? Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
                : "missing";
    }

    /** The arguments by which a JVM uses it; none if it does not exist. One that is broken is nobody's business. */
    List<String> use() {
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off") : List.of();
    }

    /** Where a child is to write it, or null if there is no need for that, or no use in it. */
    @Nullable
    Path draft() {
        return Files.exists(file) || Files.exists(failure()) || !TRIED.add(file)
                ? null
                : file.resolveSibling(
                        file.getFileName() + "." + ProcessHandle.current().pid());
    }

    /** The arguments by which a JVM writes it at its end. What it cannot put in is nobody's business. */
    static List<String> make(Path draft) {
        return List.of("-XX:ArchiveClassesAtExit=" + draft, "-Xlog:disable");
    }

    /** A child that was to write it has ended, in order or not. */
    void made(Path draft, boolean inOrder) {
        try {
            if (inOrder && Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                prune();
            } else if (inOrder && !Files.exists(file)) {
                Files.createFile(failure());
            }
            Files.deleteIfExists(draft);
        } catch (IOException elsewhere) {
            // Children start without it.
        }
    }

    private Path failure() {
        return file.resolveSibling(file.getFileName() + ".none");
    }

    /** Removes all but the latest: those of class paths that have changed meanwhile are of no use to anybody. */
    private void prune() throws IOException {
        List<Path> archives = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), "*.jsa*")) {
            all.forEach(archives::add);
        }
        archives.sort(Comparator.comparing(ClassArchive::age).reversed());
        for (Path old : archives.subList(Math.min(MOST_KEPT, archives.size()), archives.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static FileTime age(Path archive) {
        try {
            return Files.getLastModifiedTime(archive);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
