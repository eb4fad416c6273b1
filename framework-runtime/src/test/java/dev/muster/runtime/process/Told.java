package dev.muster.runtime.process;

import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Workers;
import dev.muster.wire.ByCodec;
import dev.muster.wire.Codec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Values whose codec does more than it should have to: it locks, joins, logs, waits and throws, in the child that writes a result. */
@ByCodec(Told.Value.class)
class Told {
    static final String LOCK = "told";

    /** What the codec does when it writes it, or reads it in a child, and how many bytes it writes before and after that. */
    static final class Value {
        final String write;
        final String read;
        final int bytes;

        Value(String write, String read, int bytes) {
            this.write = write;
            this.read = read;
            this.bytes = bytes;
        }
    }

    /** Carries values. Does nothing in the parent. */
    public static final class ValueCodec implements Codec {
        private static final boolean IN_CHILD = System.getProperty("told") != null;

        /** For child processes. */
        public ValueCodec() {}

        @Override
        public boolean accepts(Class<?> type) {
            return type == Value.class;
        }

        @Override
        public void write(Object object, Class<?> type, OutputStream out) throws IOException {
            Value value = (Value) object;
            DataOutputStream data = new DataOutputStream(out);
            data.writeUTF(value.write);
            data.writeUTF(value.read);
            data.writeInt(value.bytes);
            data.write(new byte[value.bytes]);
            if (IN_CHILD) {
                act(value.write);
            }
            data.write(new byte[value.bytes]);
        }

        @Override
        public Object read(Class<?> type, InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            Value value = new Value(data.readUTF(), data.readUTF(), data.readInt());
            data.skipNBytes(2L * value.bytes);
            if (IN_CHILD) {
                act(value.read);
            }
            return value;
        }
    }

    private static void act(String what) {
        switch (what) {
            case "lock" -> lock();
            case "call" -> new ToldDispatcher(new Told()).guarded();
            case "join" -> new ToldDispatcher(new Told()).elsewhere().join();
            case "await" -> await("told");
            case "log" -> log(2_000);
            case "interrupt" -> Thread.currentThread().interrupt();
            case "throw" -> {
                lock();
                throw new IllegalStateException("the codec throws");
            }
            default -> {}
        }
    }

    private static void lock() {
        Lock lock = Muster.shared().lock(LOCK);
        lock.lock();
        try {
            Thread.onSpinWait();
        } finally {
            lock.unlock();
        }
    }

    private static void await(String event) {
        try {
            Muster.shared().event(event).await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void log(int times) {
        for (int i = 0; i < times; i++) {
            System.getLogger("told").log(System.Logger.Level.INFO, "told");
        }
    }

    @Guarded(LOCK)
    void guarded() {}

    @Parallel(on = Workers.THREADS)
    void elsewhere() {
        lock();
    }

    @Parallel(on = Workers.PROCESSES)
    Value give(String write, int bytes) {
        return new Value(write, "", bytes);
    }

    @Parallel(on = Workers.PROCESSES)
    int take(Value value) {
        return value.bytes;
    }

    @Parallel(on = Workers.PROCESSES)
    @Guarded(LOCK)
    Value giveWhileLocked(String write, int bytes) {
        return new Value(write, "", bytes);
    }

    @Parallel(on = Workers.PROCESSES)
    @Guarded(LOCK)
    int takeWhileLocked(Value value) {
        return value.bytes;
    }

    @Parallel(on = Workers.PROCESSES)
    List<Value> giveMany(String write, int bytes, int count) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(new Value(write, "", bytes));
        }
        return values;
    }

    /** The first gives a value that cannot be written before the second has been called. */
    @Parallel(on = Workers.PROCESSES)
    Value giveOrSet(int index) {
        if (index != 0) {
            Muster.shared().event("told").set();
        }
        return new Value(index == 0 ? "await" : "", "", 1);
    }

    /** Locks whenever it is asked for anything. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            if (ValueCodec.IN_CHILD) {
                lock();
            }
            return "locks";
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            lock();
            out.defaultWriteObject();
        }
    }

    @Parallel(on = Workers.PROCESSES)
    void fail() {
        throw new Failure();
    }

    @Parallel(on = Workers.PROCESSES)
    int logAFailure() {
        System.getLogger("told").log(System.Logger.Level.INFO, "told", new Failure());
        return 1;
    }

    /** A stage whose cancellation locks; says when it is waited for. */
    @Parallel(on = Workers.PROCESSES)
    CompletableFuture<Void> never(String file) {
        CompletableFuture<Void> never = new CompletableFuture<>();
        var unused = never.whenComplete((none, cancelled) -> lock());
        Thread main = Thread.currentThread();
        Thread watch = new Thread(() -> {
            while (main.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            Bodies.write(file, "waits");
        });
        watch.setDaemon(true);
        watch.start();
        return never;
    }

    @Parallel(on = Workers.PROCESSES)
    long pid() {
        return ProcessHandle.current().pid();
    }

    @Parallel(on = Workers.PROCESSES)
    void sleep(String file) {
        Bodies.write(file, "sleeps");
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    private static final CountDownLatch GO = new CountDownLatch(1);
    private static final CompletableFuture<String> SEEN = new CompletableFuture<>();

    /** Leaves a thread behind that locks something during a later call. */
    @Parallel(on = Workers.PROCESSES)
    String leavesThread() {
        Thread left = new Thread(Told::lockFirst, "left");
        left.setDaemon(true);
        left.start();
        return "left";
    }

    private static void lockFirst() {
        try {
            GO.await();
            Lock first = Muster.shared().lock("first");
            first.lock();
            try {
                SEEN.complete("locked");
            } finally {
                first.unlock();
            }
        } catch (InterruptedException | RuntimeException failed) {
            SEEN.complete(failed.toString());
        }
    }

    @Parallel(on = Workers.PROCESSES)
    @Guarded("second")
    String letsThreadGo() throws Exception {
        GO.countDown();
        return SEEN.get(20, TimeUnit.SECONDS);
    }
}
