package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that start from an archive of their classes. */
class ClassArchiveTest {
    private static final boolean LINKED = Runtime.version().feature() >= 25;
    private static final String MAKES = LINKED ? "-XX:AOTMode=record" : "ArchiveClassesAtExit";
    private static final String USES = LINKED ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";

    @TempDir
    private Path files;

    @Test
    @DisplayName(
            "the first runtime has the archive made, later ones use it; a changed class path has another, a broken one does no harm")
    void lifeOfAnArchive() throws Exception {
        List<Path> jars = jars();
        assertRuns(jars, MAKES);
        Path archive = onlyArchive();
        assertRuns(jars, USES + archive);

        archive.toFile().setWritable(true);
        Files.writeString(archive, "no archive");
        assertRuns(jars, USES + archive);

        Files.setLastModifiedTime(jars.get(0), FileTime.fromMillis(1_000_000_000_000L));
        assertRuns(jars, MAKES);
        assertThat(archives()).hasSize(2).contains(archive);
    }

    @Test
    @DisplayName("an application in a folder has an archive of the JAR files, which are before it then; it may change")
    void foldersBehind() throws Exception {
        Path folder = Path.of(Archived.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> all = jars();
        all.set(0, copy(folder, files.resolve("folder")));
        assertRuns(all, "-XX:DumpLoadedClassList");
        Path archive = onlyArchive();
        Files.writeString(all.get(0).resolve("more.txt"), "another file");
        assertRuns(all, "-XX:SharedArchiveFile=" + archive);
        assertThat(archives()).hasSize(1);
    }

    private static Path copy(Path folder, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(folder.relativize(file).toString()));
            }
        }
        return to;
    }

    @Test
    @DisplayName("with Muster itself in a folder there is no archive, and no attempt")
    void foldersHaveNone() throws Exception {
        List<String> output = run(System.getProperty("java.class.path"));
        assertThat(output).hasSize(2);
        assertThat(output.get(1)).doesNotContain("ArchiveC", "SharedArchiveF", "ClassList", "AOT");
        assertThat(archives()).isEmpty();
    }

    private void assertRuns(List<Path> jars, String argument) throws Exception {
        List<String> output = run(String.join(
                File.pathSeparator, jars.stream().map(Path::toString).toList()));
        assertThat(output).hasSize(2);
        assertThat(output.get(0)).isEqualTo("49");
        assertThat(output.get(1)).contains(argument).endsWith(" Process-1");
    }

    private List<String> run(String classPath) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Archived.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", files.resolve("cache").toString());
        Process process = builder.start();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", output).isZero();
        return output;
    }

    private Path onlyArchive() throws IOException {
        assertThat(archives()).hasSize(1).allMatch(path -> path.toString().endsWith(".jsa"));
        return archives().get(0);
    }

    private List<Path> archives() throws IOException {
        Path folder = files.resolve("cache").resolve("muster");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    /** What is ours on the class path of this test, each as an archive of its own. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            Path jar = files.resolve("classes" + jars.size() + ".jar");
            if (Files.isDirectory(path)) {
                jars.add(jarOf(path, jar));
            } else if (path.getFileName().toString().startsWith("muster-")) { // a module that is packaged already
                jars.add(Files.copy(path, jar));
            }
        }
        return jars;
    }

    private static Path jarOf(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
