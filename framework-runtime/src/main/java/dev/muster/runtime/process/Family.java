package dev.muster.runtime.process;

import dev.muster.ProcessOptions;
import dev.muster.RefusedException;
import dev.muster.runtime.protocol.AskDesk;
import dev.muster.runtime.protocol.Heritage;
import dev.muster.runtime.protocol.Welcome;
import dev.muster.wire.Codec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the process pools of one runtime have in common: the names of their children, how deep they are, and what they take over.
 * Safe for use by many threads.
 */
public final class Family {
    /** How many processes may stand above a child. */
    private static final int DEEPEST = 8;

    private final String host;
    private final String prefix;
    private final int depth;
    private final @Nullable Path folder;
    private final Heritage heritage;
    private final List<Codec> codecs;
    private final AskDesk desk;
    private final AtomicInteger names = new AtomicInteger();

    private Family(
            String host,
            String prefix,
            int depth,
            @Nullable Path folder,
            Heritage heritage,
            List<Codec> codecs,
            AskDesk desk) {
        this.host = host;
        this.prefix = prefix;
        this.depth = depth;
        this.folder = folder;
        this.heritage = heritage;
        this.codecs = List.copyOf(codecs);
        this.desk = desk;
    }

    /**
     * The children of a process that is no child itself: {@code Process-1}, {@code Process-2}…
     *
     * @param host the name of this machine
     * @param desk takes what they ask
     */
    public static Family ofRoot(String host, Heritage heritage, List<Codec> codecs, AskDesk desk) {
        return new Family(host, "Process-", 0, null, heritage, codecs, desk);
    }

    /**
     * The children of the child that {@code self} is: {@code Process-1:1}, {@code Process-1:2}…
     *
     * @param host the name of this machine
     * @param desk takes what they ask
     */
    public static Family ofChild(Welcome self, String host, Heritage heritage, List<Codec> codecs, AskDesk desk) {
        return new Family(host, self.name() + ":", self.depth(), self.folder(), heritage, codecs, desk);
    }

    /** Why there may be no children, or null if there may. */
    @Nullable
    RefusedException refusal() {
        return depth < DEEPEST
                ? null
                : new RefusedException(
                        prefix.substring(0, prefix.length() - 1) + " is the child of " + depth
                                + " processes and may have none of its own; does a method on PROCESSES call itself without end?");
    }

    /** The name of this machine. */
    String host() {
        return host;
    }

    /** The codecs for arguments and results. */
    List<Codec> codecs() {
        return codecs;
    }

    /** Takes what children ask. */
    AskDesk desk() {
        return desk;
    }

    /** The folder that this process was given by its parent, or null in a root process. */
    @Nullable
    Path folder() {
        return folder;
    }

    /** A name that no other child of this process has had. */
    String nextName() {
        return prefix + names.incrementAndGet();
    }

    /** Who a child of a pool with these options is. */
    Welcome welcome(String name, long pid, Path childFolder, ProcessOptions options) {
        return new Welcome(
                name,
                pid,
                ProcessHandle.current().pid(),
                depth + 1,
                childFolder,
                options.initializer().orElse(null),
                options.memoryLimit().map(Family::bytes).orElse(0L),
                codecs.stream().map(codec -> codec.getClass().getName()).toList(),
                heritage.toBytes());
    }

    /** How many bytes a size such as {@code 64m} has. */
    static long bytes(String size) {
        int unit = "kmg".indexOf(Character.toLowerCase(size.charAt(size.length() - 1)));
        String number = unit < 0 ? size : size.substring(0, size.length() - 1);
        return Long.parseLong(number) << (10 * (unit + 1));
    }

    /** Whether this process is no child itself. */
    boolean isRoot() {
        return depth == 0;
    }
}
