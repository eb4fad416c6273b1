package dev.muster.runtime.process;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Catches what is written to this process's standard streams while it is open. */
final class Captured implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream toOut = new ByteArrayOutputStream();
    private final ByteArrayOutputStream toErr = new ByteArrayOutputStream();

    Captured() {
        System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
    }

    byte[] out() {
        return toOut.toByteArray();
    }

    String outText() {
        return toOut.toString(StandardCharsets.UTF_8);
    }

    String errText() {
        return toErr.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
