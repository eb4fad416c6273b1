package dev.muster.conformance;

import dev.muster.At;
import dev.muster.AwaitCondition;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.CallContext;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Mode;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.util.List;

/** Parties of a test, each method once for a thread and once for a child process. */
class Actors {
    static final int WORKERS = 3;

    private volatile boolean open;

    private static List<Done> play(List<Step> steps) throws Exception {
        return Part.play(steps, muster());
    }

    private static Muster muster() {
        return CallContext.current().muster();
    }

    @Parallel(pool = "actors", workers = WORKERS)
    List<Done> thread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    List<Done> process(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    List<List<Done>> threads(List<List<Step>> parts) throws Exception {
        return Part.playTogether(parts, muster());
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    List<List<Done>> processes(List<List<Step>> parts) throws Exception {
        return Part.playTogether(parts, muster());
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Guarded("guard")
    List<Done> guardedThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Guarded("guard")
    List<Done> guardedProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Guarded(value = "guard", mode = Mode.SHARED)
    List<Done> readingThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Guarded(value = "guard", mode = Mode.SHARED)
    List<Done> readingProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Permits(value = 2, of = "twoPermits")
    List<Done> permittedThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Permits(value = 2, of = "twoPermits")
    List<Done> permittedProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Permits(value = 1, of = "mutex")
    List<Done> aloneInThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Permits(value = 1, of = "mutex")
    List<Done> aloneInProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @AwaitEvent("ready")
    List<Done> readyThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @AwaitEvent("ready")
    List<Done> readyProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @FireEvent("ready")
    void fire() {}

    @Parallel(pool = "actors", workers = WORKERS)
    @Barrier("entry")
    List<Done> meetingThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Barrier("entry")
    List<Done> meetingProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Barrier(value = "exit", at = At.EXIT)
    List<Done> partingThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Barrier(value = "exit", at = At.EXIT)
    List<Done> partingProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Guarded("door")
    @AwaitCondition("isOpen")
    List<Done> enteringThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Guarded("door")
    @AwaitCondition("isOpen")
    List<Done> enteringProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(pool = "actors", workers = WORKERS)
    @Guarded("door")
    @AwaitCondition("isOpen")
    @Timeout(waiting = "200ms")
    List<Done> impatientThread(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Parallel(on = Workers.PROCESSES, pool = "children", workers = WORKERS)
    @Guarded("door")
    @AwaitCondition("isOpen")
    @Timeout(waiting = "200ms")
    List<Done> impatientProcess(List<Step> steps) throws Exception {
        return play(steps);
    }

    @Guarded("door")
    void setOpen(boolean now) {
        open = now;
    }

    boolean isOpen() {
        return open;
    }
}
