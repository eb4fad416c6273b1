package dev.muster.examples.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The last line of a terminal, redrawn in place while other lines scroll past above it.
 *
 * <p>States: {@code DRAWN} (the text stands in the last line), {@code CLEAR} (the cursor is at the start of an empty line) and
 * {@code LINE_OPEN} (somebody has written part of a line). {@link #draw} leads from DRAWN or CLEAR to DRAWN and does nothing in
 * LINE_OPEN; {@link #erase} leads from DRAWN to CLEAR; writing through a stream of {@link #above} erases first and then leaves
 * CLEAR or LINE_OPEN. All of it happens under the monitor of this object, which orders what the terminal sees.
 */
final class BottomLine {
    private static final String ERASE = "\r\u001b[K";

    private enum State {
        CLEAR,
        DRAWN,
        LINE_OPEN
    }

    private final PrintStream terminal;
    private State state = State.CLEAR;

    BottomLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    synchronized void draw(String text) {
        if (state != State.LINE_OPEN) {
            terminal.print(ERASE + text);
            terminal.flush();
            state = State.DRAWN;
        }
    }

    synchronized void erase() {
        if (state == State.DRAWN) {
            terminal.print(ERASE);
            terminal.flush();
            state = State.CLEAR;
        }
    }

    /** A stream onto the same terminal, for lines above this one; closing it does not close {@code out}. */
    OutputStream above(PrintStream out) {
        return new Above(out);
    }

    private synchronized void write(PrintStream out, byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        erase();
        out.write(bytes, from, length);
        state = bytes[from + length - 1] == '\n' ? State.CLEAR : State.LINE_OPEN;
        if (out.checkError()) {
            throw new IOException("the terminal takes no more output");
        }
    }

    private final class Above extends OutputStream {
        private final PrintStream out;

        Above(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            BottomLine.this.write(out, bytes, from, length);
        }
    }
}
