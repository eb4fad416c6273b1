package dev.muster.runtime.protocol;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Who a child is: the parent's first message, to which the child answers, when it is ready, with a message of its own whose one
 * part is empty.
 *
 * @param name the child's name, such as {@code Process-1}
 * @param parentPid the process id of the parent
 * @param depth how many processes there are above the child, at least 1
 * @param folder where the child's own pools may put their sockets; the parent removes it
 * @param heritage what the child's own runtime is like
 */
public record Welcome(String name, long parentPid, int depth, Path folder, Heritage heritage) {
    /** Writes the message. */
    public void write(MessageWriter to) throws IOException {
        WireWriter out = to.open();
        out.putString(name);
        out.putLong(parentPid);
        out.putInt(depth);
        out.putString(folder.toString());
        heritage.write(out);
        to.close();
        to.finish();
    }

    /** Waits for the message. */
    public static Welcome read(MessageReader from) throws IOException {
        from.nextMessage();
        WireReader in = Objects.requireNonNull(from.nextPart(), "the parent's first message is empty");
        return new Welcome(
                Heritage.getString(in), in.getLong(), in.getInt(), Path.of(Heritage.getString(in)), Heritage.read(in));
    }
}
