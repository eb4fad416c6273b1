package dev.muster.runtime.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process has more memory in use than it may, also after a garbage collection: its resident memory where {@code
 * /proc} tells it, and the committed heap elsewhere. Used by the main loop alone.
 */
public final class MemoryLimit {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final int PAGE = 4096;

    /** A collection that has helped is not repeated sooner: garbage alone must not cost one a call. */
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final long limit;
    private final @Nullable FileChannel statm;
    private final ByteBuffer line = ByteBuffer.allocate(128);
    private long helped = System.nanoTime() - PAUSE_NANOS;

    /** A limit in bytes, or none if it is 0. */
    public MemoryLimit(long limit) {
        this.limit = limit;
        this.statm = limit > 0 ? open() : null;
    }

    private static @Nullable FileChannel open() {
        try {
            return FileChannel.open(STATM, StandardOpenOption.READ);
        } catch (IOException notThere) {
            return null;
        }
    }

    /** Looks, and collects garbage if it is. */
    boolean isExceeded() {
        if (limit == 0 || inUse() <= limit || System.nanoTime() - helped < PAUSE_NANOS) {
            return false;
        }
        System.gc();
        helped = System.nanoTime();
        return inUse() > limit;
    }

    private long inUse() {
        if (statm != null) {
            try {
                line.clear();
                statm.read(line, 0);
                String text = new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII);
                return Long.parseLong(text.split(" ", 3)[1]) * PAGE;
            } catch (IOException | NumberFormatException unlikeStatm) {
                // The heap stands in for it.
            }
        }
        return Runtime.getRuntime().totalMemory();
    }
}
