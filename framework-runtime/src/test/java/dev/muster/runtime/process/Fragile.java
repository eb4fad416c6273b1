package dev.muster.runtime.process;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** A value that fails on its way, when it is written or read: throws, exits or halts. Tests let the last two strike in a child. */
final class Fragile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String how;

    Fragile(String where, String how) {
        this.where = where;
        this.how = how;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        strikeIf("write");
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        strikeIf("read");
    }

    static void strike(String how) {
        new Fragile("run", how).strikeIf("run");
    }

    private void strikeIf(String here) {
        if (!where.equals(here)) {
            return;
        }
        switch (how) {
            case "fatal" -> throw new AssertionError("fragile on " + here);
            case "error" -> throw new IllegalStateException("fragile on " + here);
            case "exit" -> System.exit(7);
            default -> Runtime.getRuntime().halt(8);
        }
    }
}
