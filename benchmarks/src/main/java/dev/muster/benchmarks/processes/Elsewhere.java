package dev.muster.benchmarks.processes;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import dev.muster.benchmarks.Burn;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What the rows have child processes do. */
class Elsewhere {
    /** A system property: the folder in which each child writes down the calls that it began. */
    static final String FOLDER = "bench.folder";

    /** A system property: which kind of crash, where all should be of one, from 0. */
    static final String KIND = "bench.kind";

    /** One call in so many crashes. */
    static final int CRASH_EVERY = 100;

    @Parallel(on = Workers.PROCESSES, workers = 1)
    int square(int x) {
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int squareOnTwo(int x) {
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    byte[] same(byte[] bytes) {
        return bytes;
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    List<String> jvmArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    long pid() {
        return CallContext.current().pid();
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int steady(int index, int steps) throws IOException {
        Begun.write(index);
        return Burn.burn(steps);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int risky(int index, int steps) throws IOException, InterruptedException {
        Begun.write(index);
        int result = Burn.burn(steps);
        if (isCrash(index)) {
            crash(kindOfCrash(index));
        }
        return result;
    }

    static boolean isCrash(int index) {
        return index % CRASH_EVERY == CRASH_EVERY / 2;
    }

    static int kindOfCrash(int index) {
        return Integer.getInteger(KIND, index / CRASH_EVERY % 4);
    }

    /** How long a call burns: about a millisecond. */
    static int steps() {
        return 1_000 * Integer.getInteger("bench.steps", 700);
    }

    static void crash(int how) throws IOException, InterruptedException {
        switch (how) {
            case 0 -> {
                String pid = String.valueOf(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-9", pid).start().waitFor();
                Thread.sleep(60_000);
            }
            case 1 -> System.exit(3);
            case 2 -> Runtime.getRuntime().halt(4);
            default -> fillTheHeap();
        }
    }

    private static void fillTheHeap() {
        Object[] all = new Object[1 << 20];
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[1 << 24];
        }
    }

    /** The file of this child, in which the indices of the calls stand that it began. */
    private static final class Begun {
        private static final FileChannel FILE = open();

        static FileChannel open() {
            Path path = Path.of(
                    System.getProperty(FOLDER),
                    String.valueOf(ProcessHandle.current().pid()));
            try {
                return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }

        static void write(int index) throws IOException {
            FILE.write(ByteBuffer.allocate(Integer.BYTES).putInt(index).flip());
        }
    }
}
