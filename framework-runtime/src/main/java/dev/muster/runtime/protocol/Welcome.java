package dev.muster.runtime.protocol;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a child is: the parent's first message, to which the child answers, when it is ready, with a message of its own whose one
 * part is empty, or with an {@link Answer#THREW} that tells of the initialiser's failure. Before that it may say what is logged.
 *
 * @param name the child's name, such as {@code Process-1}
 * @param pid the child's own process id
 * @param parentPid the process id of the parent
 * @param depth how many processes there are above the child, at least 1
 * @param folder where the child's own pools may put their sockets; the parent removes it
 * @param initializer the class of what is run before the first call, or null
 * @param memoryLimit how many bytes of memory may be in use after a call, or 0
 * @param codecs the classes of the user's codecs
 * @param heritage what the child's own runtime is like, as {@link Heritage} writes it: read when a body wants that runtime
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Welcome(
        String name,
        long pid,
        long parentPid,
        int depth,
        Path folder,
        @Nullable String initializer,
        long memoryLimit,
        List<String> codecs,
        byte[] heritage) {
    /** The variable of the child's environment that has the child's folder, by which its descendants are known. */
    public static final String FOLDER_VARIABLE = "MUSTER_FOLDER";

    private static final int MOST_HERITAGE = 1 << 24;

    /** Writes the message. */
    public void write(MessageWriter to) throws IOException {
        WireWriter out = to.open();
        out.putString(name);
        out.putLong(pid);
        out.putLong(parentPid);
        out.putInt(depth);
        out.putString(folder.toString());
        out.putString(initializer);
        out.putLong(memoryLimit);
        Fields.putStrings(out, codecs);
        out.putBytes(heritage);
        to.close();
        to.finish();
    }

    /** Waits for the message. */
    public static Welcome read(MessageReader from) throws IOException {
        from.nextMessage();
        WireReader in = from.nextPart();
        if (in == null) {
            throw new IOException("the parent's first message is empty");
        }
        try {
            return read(in);
        } catch (InvalidPathException noPath) {
            throw new IOException("not a path: " + noPath.getInput(), noPath);
        }
    }

    /** A few hundred bytes, one by one: what reads arrays at once costs a child's start more. */
    private static byte[] getHeritage(WireReader in) throws IOException {
        int length = in.getInt();
        if (length < 0 || length > MOST_HERITAGE) {
            throw new IOException("not the length of what is handed on: " + length);
        }
        byte[] heritage = new byte[length];
        for (int i = 0; i < length; i++) {
            heritage[i] = in.getByte();
        }
        return heritage;
    }

    private static Welcome read(WireReader in) throws IOException {
        return new Welcome(
                Fields.getString(in),
                in.getLong(),
                in.getLong(),
                in.getInt(),
                Path.of(Fields.getString(in)),
                in.getString(),
                in.getLong(),
                Fields.getStrings(in),
                getHeritage(in));
    }
}
