package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What bodies can do to their own process, and leave behind. */
class Deadly {
    /** Lets {@link #sockets} make file descriptors. */
    static final String OPEN_DESCRIPTORS = "--add-opens=java.base/java.io=ALL-UNNAMED";

    @Parallel(on = Workers.PROCESSES)
    long pid() {
        return ProcessHandle.current().pid();
    }

    @Parallel(on = Workers.PROCESSES)
    int square(int x) {
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES)
    void halt(int code) {
        Runtime.getRuntime().halt(code);
    }

    /** Keeps a processor busy, whatever is asked of it. */
    @Parallel(on = Workers.PROCESSES)
    long spin(long millis) {
        long start = System.nanoTime();
        long turns = 0;
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(millis)) {
            turns++;
        }
        return turns;
    }

    @Parallel(on = Workers.PROCESSES)
    long exhaustMemory() {
        long[][] kept = new long[1 << 16][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new long[1 << 16];
        }
        return kept.length;
    }

    @Parallel(on = Workers.PROCESSES)
    int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    @Parallel(on = Workers.PROCESSES)
    int useBroken() {
        return Broken.VALUE;
    }

    /** Cannot be initialised. */
    static final class Broken {
        static final int VALUE = fail();

        private static int fail() {
            throw new IllegalStateException("not initialised on purpose");
        }
    }

    @Parallel(on = Workers.PROCESSES)
    void closeChannel() throws Exception {
        for (FileDescriptor socket : sockets()) {
            new FileInputStream(socket).close();
        }
        Thread.sleep(60_000);
    }

    @Parallel(on = Workers.PROCESSES)
    void writeIntoChannel(long seed, int bytes) throws Exception {
        byte[] garbage = new byte[bytes];
        new Random(seed).nextBytes(garbage);
        for (FileDescriptor socket : sockets()) {
            try {
                new FileOutputStream(socket).write(garbage);
            } catch (IOException broken) {
                // The JDK keeps one that has lost its peer, for closing others.
            }
        }
        Thread.sleep(60_000);
    }

    /** All that are open: which is the channel cannot be told from their numbers. */
    private static List<FileDescriptor> sockets() throws Exception {
        Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
        constructor.setAccessible(true);
        List<FileDescriptor> sockets = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path path : open.filter(Deadly::isSocket).toList()) {
                sockets.add(constructor.newInstance(
                        Integer.parseInt(path.getFileName().toString())));
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Starts a process that starts another and ends, so that the other has lost its family. Both pids are written. */
    @Parallel(on = Workers.PROCESSES)
    String leaveProcesses(String folder, boolean stays) throws Exception {
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $! > " + folder + "/orphan.part")
                .start()
                .waitFor();
        Process child = new ProcessBuilder("sleep", "1000").start();
        String orphan = Files.readString(Path.of(folder, "orphan.part")).strip();
        String both = orphan + " " + child.pid();
        Bodies.write(folder + "/left", both);
        if (stays) {
            Thread.sleep(60_000);
        }
        return both;
    }

    /** Starts a process that has this one's output, and may write to it. */
    @Parallel(on = Workers.PROCESSES)
    long leaveWriter() throws Exception {
        return new ProcessBuilder("sleep", "1000").inheritIO().start().pid();
    }

    @Parallel(on = Workers.PROCESSES)
    void log(String level, String message) {
        System.getLogger("some.logger")
                .log(System.Logger.Level.valueOf(level), message, new IllegalStateException("of the log"));
    }

    @Parallel(on = Workers.PROCESSES)
    void logMuch(int messages) {
        for (int i = 0; i < messages; i++) {
            System.getLogger("some.logger").log(System.Logger.Level.INFO, "message " + i);
        }
    }

    @Parallel(on = Workers.PROCESSES)
    void print(String text) {
        System.out.print(text);
    }

    private static final java.util.List<byte[]> LEAK = new java.util.ArrayList<>();

    @Parallel(on = Workers.PROCESSES)
    long leak(int bytes) {
        byte[] leaked = new byte[bytes];
        java.util.Arrays.fill(leaked, (byte) 1);
        LEAK.add(leaked);
        return ProcessHandle.current().pid();
    }

    @Parallel(on = Workers.PROCESSES)
    long waste(int bytes) {
        byte[] wasted = new byte[bytes];
        java.util.Arrays.fill(wasted, (byte) 1);
        return wasted[bytes / 2] * ProcessHandle.current().pid();
    }
}
