package dev.muster.runtime.worker;

import dev.muster.runtime.protocol.Control;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * The child's side of the control connection, as far as it says something there. Safe for use by many threads; its monitor is held
 * while nine bytes are written, which does not wait, for the parent reads what is said here at any time.
 */
public final class ControlLine {
    private final WritableByteChannel to;

    /** Says things over {@code to}. */
    public ControlLine(WritableByteChannel to) {
        this.to = to;
    }

    synchronized void say(Control control) throws IOException {
        ByteBuffer bytes = control.toBytes();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
