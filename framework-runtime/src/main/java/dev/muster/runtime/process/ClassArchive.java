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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The archive of the classes that children with one command load, from which the JVM maps them instead of loading them: made by
 * the first child that ends in order, as it ends, and kept for all later ones, of other processes too.
 *
 * <p>Its name is a digest of all that it depends on: the JDK, the arguments, and the JAR files with their sizes and times; so an
 * old one is never taken for a new one. It is written beside and renamed, so that nobody ever sees half of it, and two that make
 * it at the same time do no harm. Its folder must be this user's alone. Safe for use by many threads: {@code TRIED} has the
 * archives that a child of this process was to make.
 *
 * <p>How it is made depends, see {@link Way}.
 */
final class ClassArchive {
    private static final Set<Path> TRIED = ConcurrentHashMap.newKeySet();
    private static final int MOST_KEPT = 16;
    private static final long LONGEST_MAKING_SECONDS = 10;

    private final Path file;
    private final Way way;
    private final ClassPath classPath;

    private ClassArchive(Path file, Way way, ClassPath classPath) {
        this.file = file;
        this.way = way;
        this.classPath = classPath;
    }

    /**
     * By which arguments of a JVM an archive is made and used. Two steps mean that a child writes down what it has loaded, and a
     * further process makes the archive of that.
     */
    private enum Way {
        /** As the child ends; of JAR files, before JDK 25. */
        AT_EXIT("-XX:ArchiveClassesAtExit=", "", "-XX:SharedArchiveFile="),

        /** In two steps, and classes are linked, too; of JAR files, from JDK 25 on. */
        LINKED("-XX:AOTConfiguration=", "AOTConfiguration recorded: ", "-XX:AOTCache="),

        /** In two steps, of the JAR files that come before the first folder on the class path. */
        LISTED("-XX:DumpLoadedClassList=", "", "-XX:SharedArchiveFile=");

        private final String draws;
        private final String says;
        private final String uses;

        Way(String draws, String says, String uses) {
            this.draws = draws;
            this.says = says;
            this.uses = uses;
        }

        static Way of(ClassPath classPath) {
            if (classPath.hasFolders()) {
                return LISTED;
            }
            return Runtime.version().feature() >= 25 ? LINKED : AT_EXIT;
        }

        private List<String> first(Path draft) {
            return this == LINKED
                    ? List.of("-XX:AOTMode=record", draws + draft, "-Xlog:disable")
                    : List.of(draws + draft, "-Xlog:disable");
        }

        private List<String> second(Path draft, Path made, ClassPath classPath) {
            return this == LINKED
                    ? List.of("-XX:AOTMode=create", draws + draft, uses + made, "-Xlog:disable")
                    : List.of(
                            "-Xshare:dump",
                            "-XX:SharedClassListFile=" + draft,
                            uses + made,
                            "-Xlog:disable",
                            "-classpath",
                            classPath.jars());
        }
    }

    /** The archive for children of these arguments and this class path, or null if they can have none. */
    static @Nullable ClassArchive of(List<String> arguments, String classPath) {
        ClassPath ordered = ClassPath.of(classPath);
        if (ordered.jars().isEmpty() || arguments.stream().anyMatch(ClassArchive::forbids)) {
            return null;
        }
        try {
            return new ClassArchive(folder().resolve(digest(arguments, ordered) + ".jsa"), Way.of(ordered), ordered);
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

    private static String digest(List<String> arguments, ClassPath classPath) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        StringBuilder all = new StringBuilder(System.getProperty("java.vm.version"));
        arguments.forEach(argument -> all.append('\n').append(argument));
        all.append('\n').append(classPath.hasFolders());
        List<Path> files = new ArrayList<>();
        for (String jar : classPath.jars().split(File.pathSeparator, -1)) {
            files.add(Path.of(jar));
        }
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
        if (!Files.exists(file)) {
            return List.of();
        }
        return way == Way.LINKED
                ? List.of(way.uses + file, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of(way.uses + file, "-Xlog:cds*=off");
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
    List<String> make(Path draft) {
        return way.first(draft);
    }

    /** The class path of children: the application's own, with the JAR files first that the archive is of. */
    String classPath() {
        return classPath.all();
    }

    /** What a JVM says on its standard output as it writes it, and nobody wants to know; empty if it says nothing. */
    String saidOf(Path draft) {
        return way.says.isEmpty() ? "" : way.says + draft;
    }

    /**
     * A child that was to write it has ended, in order or not; if not, another one will.
     *
     * @param java starts a JVM with what all children have, and gets further arguments
     */
    void made(Path draft, boolean inOrder, Function<List<String>, ProcessBuilder> java) {
        boolean isDone = way == Way.AT_EXIT;
        Path made = isDone ? draft : draft.resolveSibling(draft.getFileName() + ".made");
        try {
            if (inOrder && Files.exists(draft) && (isDone || isMade(draft, made, java))) {
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
                prune();
            } else if (inOrder && !Files.exists(file)) {
                Files.createFile(failure());
            }
            Files.deleteIfExists(draft);
            Files.deleteIfExists(made);
            if (!inOrder) {
                TRIED.remove(file);
            }
        } catch (IOException elsewhere) {
            // Children start without it.
        }
    }

    private boolean isMade(Path draft, Path made, Function<List<String>, ProcessBuilder> java) throws IOException {
        Process process = java.apply(way.second(draft, made, classPath))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(LONGEST_MAKING_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == 0
                    && Files.exists(made);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
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
