package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes each run in a file of its process, where it survives all, and then does what it is told to. */
record Faulty(String folder) implements Serializable {
    /** What becomes of a call. */
    enum Fate {
        RETURN,
        THROW,
        EXIT,
        HALT,
        KILL,
        STOP,
        OUT_OF_MEMORY
    }

    @Parallel(on = Workers.PROCESSES)
    long meet(int number, Fate fate) throws Exception {
        note(number);
        switch (fate) {
            case RETURN -> {}
            case THROW -> throw new IllegalStateException("told to");
            case EXIT -> System.exit(5);
            case HALT -> Runtime.getRuntime().halt(6);
            case KILL -> signal("KILL");
            case STOP -> signal("STOP");
            case OUT_OF_MEMORY -> new Deadly().exhaustMemory();
        }
        return 3L * number;
    }

    private void note(int number) throws IOException {
        Path file = Path.of(folder, Long.toString(ProcessHandle.current().pid()));
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
        }
    }

    private static void signal(String name) throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
        Thread.sleep(60_000);
    }
}
