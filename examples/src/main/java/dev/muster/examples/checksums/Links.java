package dev.muster.examples.checksums;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What becomes of symbolic links. */
enum Links {
    /** They are left out, like by {@code find -type f}. */
    SKIP,

    /** What they lead to stands in their place, like by {@code find -L}. */
    FOLLOW;

    BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, options());
    }

    InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, options());
    }

    private LinkOption[] options() {
        return this == SKIP ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
    }
}
