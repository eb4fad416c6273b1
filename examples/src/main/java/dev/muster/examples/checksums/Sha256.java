package dev.muster.examples.checksums;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The work: the checksum of one file.
 *
 * <p>Where a method runs is written at the method, so there is one for each kind of workers. Files are named by URI because that
 * crosses to another process byte by byte, also where a name is no text in any encoding. What can go wrong with a file is a
 * result, not an exception: one bad file is no reason to stop.
 *
 * @param links whether files are read through symbolic links
 */
record Sha256(Links links) implements Serializable {
    /** Each thread that reads keeps one outside the heap, too: small enough for a thousand of them. */
    private static final int BUFFER_BYTES = 16 * 1024;

    @Parallel
    FileSum onThread(URI file) {
        return sum(file);
    }

    @Parallel(on = Workers.CORES)
    FileSum onCore(URI file) {
        return sum(file);
    }

    @Parallel(on = Workers.PROCESSES)
    FileSum inProcess(URI file) {
        return sum(file);
    }

    private FileSum sum(URI name) {
        Path file = Path.of(name);
        try {
            BasicFileAttributes before = links.attributes(file);
            if (!before.isRegularFile()) { // opening a pipe would wait for its other end
                return FileSum.problem("is no longer a regular file");
            }
            String sum = read(file);
            return isSame(before, links.attributes(file))
                    ? FileSum.of(sum, before.size())
                    : FileSum.problem("changed while it was read");
        } catch (IOException failure) {
            return FileSum.problem(Problems.reason(failure));
        }
    }

    private String read(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = links.open(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean isSame(BasicFileAttributes before, BasicFileAttributes after) {
        return before.size() == after.size()
                && before.lastModifiedTime().equals(after.lastModifiedTime())
                && Objects.equals(before.fileKey(), after.fileKey());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
