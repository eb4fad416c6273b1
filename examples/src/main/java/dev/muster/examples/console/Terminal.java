package dev.muster.examples.console;

import java.io.IOException;

/**
 * Tells whether this process writes to a terminal.
 *
 * <p>{@link System#console()} cannot: before Java 22 it asks of standard input and standard output together, from 22 on it may
 * exist without any terminal, and it never knows of standard error. POSIX's {@code test -t} looks at one stream alone; where
 * there is no such program, nothing counts as a terminal.
 */
final class Terminal {
    private Terminal() {}

    static boolean isStandardOutput() {
        return isTerminal(1);
    }

    static boolean isStandardError() {
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            Process test = new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                    .inheritIO()
                    .start();
            return test.waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
