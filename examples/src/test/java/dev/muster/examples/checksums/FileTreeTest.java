package dev.muster.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path root;

    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
    private final Problems problems = new Problems(new PrintStream(reported, true, StandardCharsets.UTF_8));

    @Test
    void filesComeInTheOrderOfTheirNamesAndFoldersInTheirPlace() throws Exception {
        file("b/z");
        file("b/a");
        file("B");
        file("a");
        file("b-c");
        file("b.c/x/y");
        Files.createDirectories(root.resolve("empty"));

        assertThat(walk(Links.SKIP)).containsExactly("B", "a", "b/a", "b/z", "b-c", "b.c/x/y");
        assertThat(problems.count()).isZero();
    }

    @Test
    void theTreeIsReadAsItIsWalked() throws Exception {
        file("a");
        file("b/c");
        FileTree tree = new FileTree(root, Links.SKIP, problems);

        assertThat(tree.next()).isEqualTo(root.resolve("a"));
        file("b/d");
        assertThat(tree.next()).isEqualTo(root.resolve("b/c"));
        assertThat(tree.next()).isEqualTo(root.resolve("b/d"));
        assertThatThrownBy(tree::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void linksAreSkippedAndBrokenOnesReported() throws Exception {
        file("folder/file");
        link("to-file", "folder/file");
        link("to-folder", "folder");
        link("to-nothing", "nothing");
        link("to-itself", "to-itself");

        FileTree tree = new FileTree(root, Links.SKIP, problems);
        assertThat(rest(tree)).containsExactly("folder/file");
        assertThat(tree.skippedLinks()).isEqualTo(2);
        assertThat(reports()).containsExactly("to-itself: is a broken link", "to-nothing: is a broken link");
    }

    @Test
    void followedLinksStandForWhatTheyLeadTo() throws Exception {
        file("folder/file");
        link("to-file", "folder/file");
        link("to-folder", "folder");
        link("to-nothing", "nothing");

        assertThat(walk(Links.FOLLOW)).containsExactly("folder/file", "to-file", "to-folder/file");
        assertThat(reports()).containsExactly("to-nothing: is a broken link");
    }

    @Test
    void aLoopIsReportedAndLeft() throws Exception {
        file("a/b/file");
        link("a/b/up", "..");

        assertThat(walk(Links.FOLLOW)).containsExactly("a/b/file");
        assertThat(reports()).containsExactly("a/b/up: leads back to a folder above it");
    }

    @Test
    void theRootMayBeALink() throws Exception {
        file("folder/file");
        link("to-folder", "folder");

        FileTree tree = new FileTree(root.resolve("to-folder"), Links.SKIP, problems);
        assertThat(rest(tree)).containsExactly("to-folder/file");
    }

    @Test
    void aPipeIsReportedAndNeverOpened() throws Exception {
        Path pipe = root.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor() == 0);

        assertThat(walk(Links.SKIP)).isEmpty();
        assertThat(reports()).containsExactly("pipe: is neither a file nor a folder");
    }

    @Test
    void aRootThatIsNoFolderIsReported() throws Exception {
        assertThat(rest(new FileTree(file("file"), Links.SKIP, problems))).isEmpty();
        assertThat(rest(new FileTree(root.resolve("nothing"), Links.SKIP, problems)))
                .isEmpty();
        assertThat(reports()).containsExactly("file: is no folder", "nothing: no such file");
    }

    @Test
    void aFolderThatCannotBeListedIsReportedAndTheRestGoesOn() throws Exception {
        Path closed = file("closed/file").getParent();
        file("open/file");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(closed)); // root reads everything
            assertThat(walk(Links.SKIP)).containsExactly("open/file");
            assertThat(reports()).containsExactly("closed: permission denied");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderThatVanishesIsReportedAndTheRestGoesOn() throws Exception {
        file("a/file");
        Files.createDirectories(root.resolve("b"));
        file("c");
        FileTree tree = new FileTree(root, Links.SKIP, problems);
        assertThat(tree.next()).isEqualTo(root.resolve("a/file"));
        Files.delete(root.resolve("b"));

        assertThat(rest(tree)).containsExactly("c");
        assertThat(reports()).containsExactly("b: no such file");
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    private List<String> walk(Links links) {
        return rest(new FileTree(root, links, problems));
    }

    private List<String> rest(FileTree tree) {
        List<String> names = new ArrayList<>();
        tree.forEachRemaining(file -> names.add(root.relativize(file).toString()));
        return names;
    }

    private List<String> reports() {
        return reported.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replace("checksums: " + root + "/", ""))
                .toList();
    }
}
