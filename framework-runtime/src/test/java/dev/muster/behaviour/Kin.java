package dev.muster.behaviour;

import dev.muster.CallContext;
import dev.muster.FanOut;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Task;
import dev.muster.Workers;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** Bodies that hold a lock and wait for calls that need it, on a thread of the test's process and in a child process. */
@SuppressWarnings("LockNotBeforeTry") // one body takes it again for the block that releases it
class Kin {
    /** What a body does. */
    enum Play {
        /** Waits for a guarded call. */
        JOIN,
        /** Waits for a guarded call that waits for its lock by then. */
        JOIN_ONE_THAT_WAITS,
        /** Waits for a call that wants the lock in the middle of its body. */
        JOIN_BY_HANDLE,
        /** The same, of a call that it runs itself. */
        JOIN_ON_CORE,
        /** Waits for a call that waits for a guarded one. */
        JOIN_DEEP,
        /** Waits for many guarded calls. */
        JOIN_ALL,
        /** Waits for a guarded call once it has released the lock. */
        RELEASE_AND_JOIN,
        /** Reads a stream of a call that needs another lock, for which one waits that needs both. */
        STREAM_BEHIND,
        /** Waits for a call that needs the other's lock. */
        JOIN_CROSSWISE,
        /** Reads a stream of calls, of which the first needs the other's lock and the second none. */
        STREAM_CROSSWISE,
        /** Reads the results of a batch of such calls. */
        READ_CROSSWISE,
        /** Holds nothing itself, and waits for a guarded call. */
        ONLY_JOIN
    }

    private static Muster muster() {
        return CallContext.current().muster();
    }

    private static KinDispatcher kin() {
        return new KinDispatcher(new Kin(), muster());
    }

    @Parallel
    String here(Play play, String own, String other) throws Exception {
        return play(play, own, other);
    }

    @Parallel(on = Workers.PROCESSES, pool = "kin", workers = 2)
    String below(Play play, String own, String other) throws Exception {
        return play(play, own, other);
    }

    private static String play(Play play, String own, String other) throws Exception {
        if (play == Play.ONLY_JOIN) {
            return kin().guarded(own).join();
        }
        Lock lock = muster().lock("kin", own);
        lock.lock();
        try {
            switch (play) {
                case JOIN -> {
                    return kin().guarded(own).join();
                }
                case JOIN_ONE_THAT_WAITS -> {
                    Task<String> task = kin().guarded(own);
                    muster().event("itWaits").await();
                    return task.join();
                }
                case JOIN_BY_HANDLE -> {
                    return kin().byHandle(own).join();
                }
                case JOIN_ON_CORE -> {
                    return kin().onCore(own).join();
                }
                case JOIN_DEEP -> {
                    return kin().deep(own).join();
                }
                case JOIN_ALL -> {
                    List<Integer> seen = kin().countAll(Collections.nCopies(8, new KinDispatcher.CountCall(own, other)))
                            .join();
                    return seen.stream().sorted().toList().toString();
                }
                case STREAM_BEHIND -> {
                    muster().event("holds").set();
                    muster().event("itWaits").await();
                    return kin().guardedStream(Stream.of(other), FanOut.failFast())
                            .toList()
                            .get(0);
                }
                case JOIN_CROSSWISE -> {
                    muster().barrier("both", 2).await();
                    return kin().guarded(other).join();
                }
                case STREAM_CROSSWISE -> {
                    muster().barrier("both", 2).await();
                    return kin().guardedStream(Stream.of(other, own + own), FanOut.failFast())
                            .toList()
                            .get(0);
                }
                case READ_CROSSWISE -> {
                    muster().barrier("both", 2).await();
                    return kin().guardedAll(List.of(other, own + own)).stream()
                            .toList()
                            .get(0);
                }
                default -> {
                    Task<String> task = kin().guarded(own);
                    muster().event("itWaits").await();
                    if (task.isDone()) {
                        return "ran although nobody waited for it";
                    }
                    lock.unlock();
                    String result = task.join();
                    lock.lock();
                    return result;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Parallel
    @Guarded("kin")
    String guarded(@Key String name) {
        return name;
    }

    @Parallel
    @Guarded("kin")
    String both(@Key String one, @Key String other) {
        return one + other;
    }

    @Parallel
    @Guarded("kin")
    @Permits(value = 1, of = "few")
    String withPermit(@Key("kin") String name) {
        return name;
    }

    @Parallel
    @Guarded("kin")
    int count(@Key String name, String file) throws IOException {
        return Across.next(file);
    }

    @Parallel
    String byHandle(String name) {
        return locked(name);
    }

    @Parallel(on = Workers.CORES)
    String onCore(String name) {
        return locked(name);
    }

    private static String locked(String name) {
        Lock lock = muster().lock("kin", name);
        lock.lock();
        try {
            return name;
        } finally {
            lock.unlock();
        }
    }

    @Parallel
    String deep(String name) {
        return kin().guarded(name).join();
    }

    @Guarded("kin")
    String holding(@Key String name, Callable<String> body) throws Exception {
        return body.call();
    }

    @Parallel(on = Workers.PROCESSES, pool = "kinAlone", workers = 1)
    String alone(Play play, String own) throws Exception {
        muster().event("runs").set();
        muster().event("goOn").await();
        return play(play, own, "");
    }

    @Parallel(on = Workers.PROCESSES, pool = "kinAlone", workers = 1)
    @Guarded("kin")
    String aloneGuarded(@Key String name) {
        return name;
    }

    @Parallel(on = Workers.PROCESSES, pool = "kinAlone", workers = 1)
    String aloneFree(String name) {
        return name;
    }

    @Parallel
    @Guarded("kin")
    String holder(@Key String name, Callable<String> body) throws Exception {
        return body.call();
    }

    /** Takes the lock when it has started a call, and waits for that then. */
    @Parallel
    String laterHolder(String name, Callable<Task<String>> starts) throws Exception {
        Task<String> started = starts.call();
        Lock lock = muster().lock("kin", name);
        lock.lock();
        try {
            return started.join();
        } finally {
            lock.unlock();
        }
    }
}
