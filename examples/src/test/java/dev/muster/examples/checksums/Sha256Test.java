package dev.muster.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain methods: an annotated class stays what it is. */
class Sha256Test {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String MILLION_A = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

    @TempDir
    Path folder;

    private final Sha256 sha256 = new Sha256(Links.SKIP);

    @Test
    void sumsAreThoseOfTheStandardsExamples() throws Exception {
        assertThat(sum(Files.writeString(folder.resolve("empty"), ""))).isEqualTo(FileSum.of(EMPTY, 0));
        assertThat(sum(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(FileSum.of(ABC, 3));
        assertThat(sum(Files.writeString(folder.resolve("a"), "a".repeat(1_000_000))))
                .isEqualTo(FileSum.of(MILLION_A, 1_000_000));
    }

    @Test
    void aFileThatVanishedIsAProblem() {
        assertThat(sum(folder.resolve("gone"))).isEqualTo(FileSum.problem("no such file"));
    }

    @Test
    void whatBecameAPipeOrAFolderOrALinkIsNotOpened() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Path link = Files.createSymbolicLink(
                folder.resolve("link"),
                Files.writeString(folder.resolve("abc"), "abc").getFileName());
        FileSum noFile = FileSum.problem("is no longer a regular file");

        assertThat(sum(pipe)).isEqualTo(noFile);
        assertThat(sum(folder)).isEqualTo(noFile);
        assertThat(sum(link)).isEqualTo(noFile);
        assertThat(new Sha256(Links.FOLLOW).onCore(link.toUri())).isEqualTo(FileSum.of(ABC, 3));
    }

    @Test
    void aFileThatChangesMeanwhileIsAProblem() throws Exception {
        Path file = folder.resolve("big");
        try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
            big.setLength(50_000_000);
        }
        FileSum seen = sumWhileItChanges(file);
        for (int tries = 1; tries < 20 && seen.equals(sum(file)); tries++) { // it was read between two changes
            seen = sumWhileItChanges(file);
        }
        assertThat(seen).isEqualTo(FileSum.problem("changed while it was read"));
    }

    private FileSum sumWhileItChanges(Path file) throws Exception {
        CompletableFuture<FileSum> sum = CompletableFuture.supplyAsync(() -> sum(file));
        for (int second = 1; !sum.isDone(); second++) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000L));
        }
        return sum.get();
    }

    private FileSum sum(Path file) {
        return sha256.onCore(file.toUri());
    }
}
