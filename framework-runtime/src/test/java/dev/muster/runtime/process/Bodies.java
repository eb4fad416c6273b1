package dev.muster.runtime.process;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What the tests run in child processes. */
class Bodies {
    private static final AtomicInteger CALLS = new AtomicInteger();

    // ---------------------------------------------------------------- values

    @Parallel(on = Workers.PROCESSES)
    int square(int x) {
        return x * x;
    }

    /** Waits for a file if {@code x} is negative. */
    @Parallel(on = Workers.PROCESSES)
    int squareWhenThereIs(String file, int x) throws InterruptedException {
        while (x < 0 && !Files.exists(Path.of(file))) {
            Thread.sleep(5);
        }
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES)
    String join(String first, List<Integer> numbers, boolean flag) {
        return first + numbers + flag;
    }

    @Parallel(on = Workers.PROCESSES)
    byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Gives the same back, and has a file written when nobody in this process has it any more. */
    @Parallel(on = Workers.PROCESSES)
    byte[] sameAndWatched(byte[] bytes, String file) {
        WeakReference<byte[]> kept = new WeakReference<>(bytes);
        Thread watch = new Thread(() -> writeWhenGone(kept, Path.of(file)));
        watch.setDaemon(true);
        watch.start();
        return bytes;
    }

    private static void writeWhenGone(WeakReference<byte[]> kept, Path file) {
        try {
            while (kept.get() != null) {
                System.gc();
                Thread.sleep(5);
            }
            Files.writeString(file, "gone");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Parallel(on = Workers.PROCESSES)
    int sum(byte[] bytes) {
        int sum = 0;
        for (byte each : bytes) {
            sum += each;
        }
        return sum;
    }

    @Parallel(on = Workers.PROCESSES)
    CompletableFuture<String> later(String text) {
        return CompletableFuture.supplyAsync(() -> text + "!");
    }

    // ---------------------------------------------------------------- who and where

    @Parallel(on = Workers.PROCESSES)
    String identity() {
        CallContext context = CallContext.current();
        return String.join(
                "\n",
                context.callName(),
                context.workerName(),
                Long.toString(context.pid()),
                Long.toString(context.parentPid()),
                Thread.currentThread().getName());
    }

    @Parallel(on = Workers.PROCESSES)
    long pid() {
        return ProcessHandle.current().pid();
    }

    @Parallel(on = Workers.PROCESSES)
    long pidAfter(int millis) throws InterruptedException {
        if (millis > 0) {
            Thread.sleep(millis);
        }
        return pid();
    }

    @Parallel(on = Workers.PROCESSES)
    int callsSoFar() {
        return CALLS.incrementAndGet();
    }

    @Parallel(on = Workers.PROCESSES)
    String property(String name) {
        return String.valueOf(System.getProperty(name));
    }

    @Parallel(on = Workers.PROCESSES)
    String variable(String name) {
        return String.valueOf(System.getenv(name));
    }

    @Parallel(on = Workers.PROCESSES)
    long maxHeap() {
        return Runtime.getRuntime().maxMemory();
    }

    @Parallel(on = Workers.PROCESSES)
    int standardInput() throws IOException {
        return System.in.read();
    }

    // ---------------------------------------------------------------- output

    @Parallel(on = Workers.PROCESSES)
    void print(byte[] bytes) throws IOException {
        System.out.write(bytes);
    }

    @Parallel(on = Workers.PROCESSES)
    void printLines(String prefix, int lines) {
        for (int i = 0; i < lines; i++) {
            System.out.print(prefix);
            System.out.print(' ');
            System.out.println(i);
        }
    }

    @Parallel(on = Workers.PROCESSES)
    void printToBoth(String text) {
        System.out.println("out " + text);
        System.err.println("err " + text);
    }

    @Parallel(on = Workers.PROCESSES)
    void printAroundJava(String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    // ---------------------------------------------------------------- failures

    @Parallel(on = Workers.PROCESSES)
    void fail(String message) {
        throw new IllegalStateException(message, new IllegalArgumentException("the cause"));
    }

    @Parallel(on = Workers.PROCESSES)
    void failOwn(int code) throws OwnException {
        throw new OwnException("own", code, new Detail(List.of("a", "b")));
    }

    @Parallel(on = Workers.PROCESSES)
    void failWithCollections() {
        throw new CollectingException(List.of("a"), new java.util.HashMap<>(java.util.Map.of("b", 2)));
    }

    @Parallel(on = Workers.PROCESSES)
    void failWithUnsendableCause() {
        throw new IllegalStateException(
                "outer", new IllegalArgumentException("middle", new UnsendableException("inner")));
    }

    @Parallel(on = Workers.PROCESSES)
    void failHostile() {
        throw new HostileException();
    }

    @Parallel(on = Workers.PROCESSES)
    void failDeep(int causes) {
        RuntimeException failure = new RuntimeException("deepest");
        for (int i = 0; i < causes; i++) {
            failure = new RuntimeException("cause " + i, failure);
        }
        throw failure;
    }

    @Parallel(on = Workers.PROCESSES)
    void failUnsendable() {
        throw new UnsendableException("cannot cross");
    }

    @Parallel(on = Workers.PROCESSES)
    int recurse(int depth) {
        return depth < 0 ? 0 : recurse(depth + 1) + 1;
    }

    // ---------------------------------------------------------------- deaths

    @Parallel(on = Workers.PROCESSES)
    void exit(int code) {
        System.exit(code);
    }

    @Parallel(on = Workers.PROCESSES)
    void halt(int code) {
        System.err.println("last words");
        Runtime.getRuntime().halt(code);
    }

    @Parallel(on = Workers.PROCESSES)
    void kill(String signal) throws Exception {
        new ProcessBuilder(
                        "kill",
                        "-" + signal,
                        Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        Thread.sleep(60_000);
    }

    @Parallel(on = Workers.PROCESSES)
    void exitWithHook(String file, int code) {
        leaveHook(file);
        System.exit(code);
    }

    @Parallel(on = Workers.PROCESSES)
    void leaveHook(String file) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file, "hook")));
    }

    @Parallel(on = Workers.PROCESSES)
    void leaveHangingHook() {
        Runtime.getRuntime().addShutdownHook(new Thread(Bodies::sleepForEver));
    }

    @Parallel(on = Workers.PROCESSES)
    void leaveThread() {
        new Thread(Bodies::sleepForEver, "left over").start();
    }

    // ---------------------------------------------------------------- time

    @Parallel(on = Workers.PROCESSES)
    void sleep(String startedFile) throws InterruptedException {
        write(startedFile, Long.toString(ProcessHandle.current().pid()));
        Thread.sleep(60_000);
    }

    @Parallel(on = Workers.PROCESSES)
    void spin(String startedFile) {
        write(startedFile, Long.toString(ProcessHandle.current().pid()));
        sleepForEver();
    }

    @Parallel(on = Workers.PROCESSES)
    String waitFor(String startedFile, String gate) throws InterruptedException {
        write(startedFile, Long.toString(ProcessHandle.current().pid()));
        while (!Files.exists(Path.of(gate))) {
            Thread.sleep(1);
        }
        return gate;
    }

    // ---------------------------------------------------------------- nesting

    @Parallel(on = Workers.PROCESSES)
    String nested(int levels) {
        String self = CallContext.current().workerName();
        if (levels == 0) {
            return self;
        }
        BodiesDispatcher inner =
                new BodiesDispatcher(new Bodies(), CallContext.current().muster());
        return self + " " + inner.nested(levels - 1).join();
    }

    @Parallel(on = Workers.PROCESSES)
    void nestedSleep(String startedFile) throws Exception {
        new BodiesDispatcher(new Bodies(), CallContext.current().muster())
                .sleep(startedFile)
                .get();
    }

    static void sleepForEver() {
        for (; ; ) {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException ignored) {
                // That is the point.
            }
        }
    }

    /** Writes a file so that whoever sees it sees all of it. */
    static void write(String file, String text) {
        try {
            Path whole = Files.writeString(Path.of(file + ".part"), text);
            Files.move(whole, Path.of(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static final class OwnException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final Detail detail;

        OwnException(String message, int code, Detail detail) {
            super(message);
            this.code = code;
            this.detail = detail;
        }

        int code() {
            return code;
        }

        Detail detail() {
            return detail;
        }
    }

    static final class Detail implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private final String[] parts;

        Detail(List<String> parts) {
            this.parts = parts.toArray(new String[0]);
        }

        @Override
        public String toString() {
            return Arrays.toString(parts);
        }
    }

    static final class CollectingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // what is in it decides
        private final List<String> list;

        @SuppressWarnings("serial")
        private final java.util.Map<String, Integer> map;

        CollectingException(List<String> list, java.util.Map<String, Integer> map) {
            super("collections");
            this.list = list;
            this.map = map;
        }

        String contents() {
            return list + " " + map;
        }
    }

    static final class HostileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // that is the point
        private final Object unsendable = new Object();

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("getMessage of " + unsendable.hashCode());
        }
    }

    static final class UnsendableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // that is the point
        private final Thread unsendable = Thread.currentThread();

        UnsendableException(String message) {
            super(message);
        }

        Thread unsendable() {
            return unsendable;
        }
    }
}
