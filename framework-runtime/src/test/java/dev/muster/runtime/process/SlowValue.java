package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** Gives a value that takes a minute to write. */
class SlowValue {
    @Parallel(on = Workers.PROCESSES)
    Slow give(String startedFile) {
        return new Slow(startedFile);
    }

    /** Says when it has begun. */
    static final class Slow implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String startedFile;

        Slow(String startedFile) {
            this.startedFile = startedFile;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.write(new byte[1 << 20]);
            Bodies.write(startedFile, Long.toString(ProcessHandle.current().pid()));
            Bodies.sleepForEver();
        }
    }
}
