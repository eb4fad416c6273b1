package dev.muster.runtime.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An initialiser that waits for that of another child: none is ready before the other has started. */
public final class Meeting implements Runnable {
    static final String FOLDER = "meeting.folder";
    static final int CHILDREN = 2;

    /** Made in child processes. */
    public Meeting() {}

    @Override
    public void run() {
        File folder = new File(System.getProperty(FOLDER));
        try {
            Files.createTempFile(Path.of(folder.toURI()), "child", "");
            Eventually.isTrue(
                    () -> Objects.requireNonNull(folder.list()).length >= CHILDREN, () -> "the other has not come");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
