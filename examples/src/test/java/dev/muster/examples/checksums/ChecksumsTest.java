package dev.muster.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.examples.ProgramRun;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {
    @TempDir
    Path scratch;

    private Path tree;

    @BeforeEach
    void plantTree() throws Exception {
        tree = scratch.resolve("tree");
        for (int i = 0; i < 300; i++) {
            Path file = tree.resolve("folder-" + i % 7 + "/file-" + i);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x".repeat(i * 100));
        }
        for (String name : List.of("a b", "a\\b", "a\nb", "a\rb", "end\r", " a ", "*a", "a%41")) {
            Files.writeString(tree.resolve(name), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "cores", "processes"})
    void sha256sumAcceptsEveryLineAndFindsEveryFile(String workers) throws Exception {
        ProgramRun run = checksums("--on", workers, tree.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .matches("checksums: 308 files, 4\\.5 MB on " + workers
                        + " in \\d+\\.\\d\\d s; links skipped: 0; without checksum: 0\n");
        assertSameAsCoreutils(run);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAreKeptByteByByteInAnyEncoding() throws Exception {
        Files.writeString(Path.of(URI.create(tree.toUri() + "caf%C3%A9")), "");
        Files.writeString(Path.of(URI.create(tree.toUri() + "no%FFtext%FE")), "");
        List<String> command = new ArrayList<>(List.of("env", "LC_ALL=C"));
        command.addAll(ProgramRun.java(scratch, Checksums.class, "--quiet", "--on", "processes", tree.toString()));
        ProgramRun run = ProgramRun.run(scratch, command);

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(310);
        assertSameAsCoreutils(run);
    }

    @Test
    void whatHasNoChecksumIsToldAndCounted() throws Exception {
        Files.createSymbolicLink(tree.resolve("broken"), Path.of("nothing"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a b"));

        ProgramRun run = checksums(tree.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(308);
        assertThat(run.err())
                .startsWith("checksums: " + tree + "/broken: is a broken link\n")
                .endsWith("links skipped: 1; without checksum: 1\n");
    }

    @Test
    void followedLinksAreFilesLikeOthers() throws Exception {
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a b"));
        Files.createSymbolicLink(tree.resolve("loop"), Path.of("."));

        ProgramRun run = checksums("--follow", "--quiet", tree.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(309);
        assertThat(run.err()).isEqualTo("checksums: " + tree + "/loop: leads back to a folder above it\n");
    }

    @Test
    void anUnreadableFileIsToldAndCounted() throws Exception {
        Path file = tree.resolve("a b");
        assumeTrue(file.toFile().setReadable(false));
        assumeTrue(!Files.isReadable(file)); // root reads everything

        ProgramRun run = checksums("--quiet", tree.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("checksums: " + file + ": permission denied\n");
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        ProgramRun none = checksums();
        ProgramRun noFolder = checksums(tree.resolve("nothing").toString());

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("'DIR'").contains("Usage: checksums");
        assertThat(noFolder.exitCode()).isEqualTo(1);
        assertThat(noFolder.err()).startsWith("checksums: " + tree + "/nothing: no such file\n");
    }

    private ProgramRun checksums(String... arguments) throws Exception {
        return ProgramRun.example(scratch, Checksums.class, arguments);
    }

    /** That {@code sha256sum -c} accepts every line, and that there is one for every file, as {@code sha256sum} prints it. */
    private void assertSameAsCoreutils(ProgramRun run) throws Exception {
        Path lines = Files.writeString(scratch.resolve("sums"), run.out(), StandardCharsets.ISO_8859_1);
        ProgramRun check = ProgramRun.run(scratch, List.of("sha256sum", "-c", "--quiet", "--strict", lines.toString()));
        assertThat(check).isEqualTo(new ProgramRun(0, "", ""));
        ProgramRun coreutils = ProgramRun.run(
                scratch, List.of("find", tree.toString(), "-type", "f", "-exec", "sha256sum", "{}", "+"));
        assertThat(run.lines()).containsExactlyInAnyOrderElementsOf(coreutils.lines());
    }
}
