package dev.muster.runtime.workers;

import dev.muster.WorkerInfo;
import dev.muster.call.Call;
import dev.muster.call.Runner;
import dev.muster.call.Work;
import dev.muster.spi.WorkerPool;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import org.jspecify.annotations.Nullable;

/**
 * A thread of this process that runs bodies: knows the call of the body that runs now, and takes interrupts to the right one.
 *
 * <p>A thread works in <em>stints</em>: a call, or a share of a fan-out. A body that joins its own descendant may run that on
 * top, as an inner stint, so that stints form a stack; and where a body does fork-join work of its own, the pool may bring such a
 * call to it. Only the innermost runs; an interrupt that is meant for an outer one is
 * kept until that one is innermost again, and the interrupt status is cleared whenever a stint ends.
 *
 * <p>{@code stint} is the innermost: a call, which runs if {@code inCall}, or else a share or the like, of which {@code member}
 * is the call whose body runs, if there is one. These and {@code depth}, the height of the stack, are written by the thread
 * itself alone. An interrupter first counts itself in {@code interrupters} and then reads {@code stint}; the thread first writes
 * {@code stint} and then waits for {@code interrupters} to be zero. So an interrupt that was meant for one stint cannot arrive in
 * the next. In the same way, of an interrupter that keeps an interrupt and a thread that returns to the stint which it is for, at
 * least one sees the other, and {@code kept}, which its own monitor guards, gives it to exactly one of them.
 *
 * <p>{@code covered} are the shares further down whose bodies have calls, for others to see: those wait for what runs on top of them.
 *
 * <p>{@code sentInterrupt} is written by an interrupter before it interrupts, and so seen by who sees the interrupt; {@code
 * hadOwnInterrupt} is the thread's own, and matters only for a guest.
 *
 * <p>A body of a fan-out may run without a call. Then {@code member} is null until the body, on this thread, asks who it is; what
 * another thread is shown before is a likeness, which nobody knows.
 */
public final class LocalRunner implements Runner {
    private static final ThreadLocal<@Nullable LocalRunner> ON_THREAD = new ThreadLocal<>();
    private static final Object NONE = new Object();

    /** How many stints a thread may have on its stack; beyond that, another thread with a fresh stack takes over. */
    private static final int DEEPEST = 64;

    private static final VarHandle INTERRUPTERS;
    private static final VarHandle STINT;
    private static final VarHandle MEMBER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INTERRUPTERS = lookup.findVarHandle(LocalRunner.class, "interrupters", int.class);
            STINT = lookup.findVarHandle(LocalRunner.class, "stint", Object.class);
            MEMBER = lookup.findVarHandle(LocalRunner.class, "member", Call.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String name;
    private final Identity identity;
    private final @Nullable WorkerPool pool;
    private final Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>(0));
    private volatile boolean keeping;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Object stint;
    private volatile int interrupters;
    private volatile @Nullable Covered covered;
    private @Nullable Call<?> member;
    private boolean inCall;
    private volatile @Nullable String waitsFor;
    private int depth;
    private @Nullable CutOff cutOff;
    private boolean sentInterrupt;
    private boolean hadOwnInterrupt;
    private final ArrayDeque<Pausing> parts = new ArrayDeque<>(2); // of the works on the stack; the thread's alone

    /** A stint that is not the innermost, the call whose body runs in it, and what is below. */
    private static final class Covered {
        private final Object stint;
        private final Call<?> member;
        private final @Nullable Covered below;

        Covered(Object stint, Call<?> member, @Nullable Covered below) {
            this.stint = stint;
            this.member = member;
            this.below = below;
        }
    }

    /** A runner for a thread that is still to come; see {@link #enter()}. */
    public LocalRunner(String name, Identity identity, @Nullable WorkerPool pool) {
        this.name = name;
        this.identity = identity;
        this.pool = pool;
    }

    /** A runner for this thread, which is none of ours and runs bodies for once: between {@link #enter()} and {@link #leave()}. */
    public static LocalRunner guest() {
        Thread self = Thread.currentThread();
        String name = self.getName().isEmpty() ? "thread #" + self.getId() : self.getName();
        return new LocalRunner(name, Identity.ofThisProcess(), null);
    }

    /** The runner of this thread, or null if it is not one of ours. */
    public static @Nullable LocalRunner current() {
        Carrier carrier = carrier(Thread.currentThread());
        return carrier == null ? ON_THREAD.get() : carrier.runner();
    }

    /** Whether this thread is one of that pool's. */
    static boolean isOf(WorkerPool pool) {
        LocalRunner runner = current();
        return runner != null && runner.pool == pool;
    }

    /** By their classes: before JDK 23, asking a thread for an interface that it lacks takes longer than a lock does. */
    private static @Nullable Carrier carrier(Thread thread) {
        if (thread instanceof CorePool.CoreThread core) {
            return core;
        }
        return thread instanceof PlatformThread own ? own : null;
    }

    /** This thread becomes the runner's. */
    public void enter() {
        Thread self = Thread.currentThread();
        thread = self;
        Carrier carrier = carrier(self);
        if (carrier != null) {
            carrier.runner(this);
        } else {
            ON_THREAD.set(this);
        }
    }

    /** The thread runs no more bodies. */
    public void leave() {
        thread = null;
        Carrier carrier = carrier(Thread.currentThread());
        if (carrier != null) {
            carrier.runner(null);
        } else {
            ON_THREAD.remove();
        }
    }

    // ---------------------------------------------------------------- running

    /** Runs a work's calls on this thread until it has no more. */
    public void run(Work work) {
        if (work instanceof Call<?> call) { // by far the most
            run(call);
        } else if (work instanceof LocalWork local) {
            local.run(this);
        } else {
            runAll(work);
        }
    }

    private void runAll(Work work) {
        boolean isPart = work instanceof Pausing part && begins(part);
        for (Call<?> next = work.next(); next != null; next = work.next()) {
            run(next);
        }
        if (isPart) {
            parts.pop();
        }
    }

    private boolean begins(Pausing part) {
        parts.push(part);
        return true;
    }

    /** Runs a queued call, unless somebody else has begun it: as the only stint, or on top of the body that runs. */
    public void run(Call<?> queued) {
        if (stint != null) {
            runOnTop(queued);
            return;
        }
        depth = 1;
        STINT.setRelease(this, queued); // begin publishes it to interrupters
        try {
            invoke(queued);
        } catch (RuntimeException | Error failure) {
            CutOff.end(queued, inCall, failure, this);
            throw failure;
        } finally {
            inCall = false;
            depth = 0;
            STINT.setRelease(this, null);
            hasResumed(null);
        }
    }

    private void runOnTop(Call<?> queued) {
        keepingInterrupt(() -> runWithin(queued, null)); // which is for the outer stint
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Runs a step, again if it is interrupted; then this thread is so afterwards. */
    private static void keepingInterrupt(Step step) {
        boolean interrupted = false;
        for (; ; ) {
            try {
                step.run();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepInterruptOf(Object outer) {
        if (Thread.interrupted()) {
            keep(outer);
        }
    }

    private void invoke(Call<?> queued) {
        if (queued.begin(this)) {
            inCall = true;
            queued.invoke();
            inCall = false;
        }
        Thread.interrupted(); // nobody interrupts a call after its end, so that there is none to wait for
    }

    /** Whether a body of this thread may run work of {@code its} pool inline while it waits. */
    public boolean mayRunWithin(WorkerPool its) {
        return its == pool && depth < DEEPEST;
    }

    /** Whether the body that runs may have this call run on top of it: it has started that itself, or one that it has started did. */
    boolean mayRunOnTop(Call<?> queued) {
        Call<?> running = call();
        return running != null && depth < DEEPEST && queued.descendsFrom(running);
    }

    /** Whether so many bodies run on top of each other that there should be no more. */
    public boolean isDeep() {
        return depth >= DEEPEST;
    }

    /**
     * Runs a queued call within the body that runs now, unless somebody else has begun it.
     *
     * @param in the pool in whose queue it is, if any
     * @throws InterruptedException if the outer stint is interrupted; then the call is not begun
     */
    public void runWithin(Call<?> queued, @Nullable WorkerPool in) throws InterruptedException {
        CutOff cut = cutOff;
        if (cut == null || cut.error != null) {
            cut = freshCutOff();
        }
        Object outer = stint;
        int outerDepth = depth;
        boolean outerInCall = inCall;
        Covered outerCovered = covered;
        inCall = false;
        try {
            if (!(outer instanceof Call<?>)) {
                cover(outer);
            }
            switchTo(queued);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (in != null) {
                in.dropped(queued);
            }
            invoke(queued);
        } catch (RuntimeException | Error failure) {
            cut.error = failure;
            if (inCall) {
                cut.begun[outerDepth] = queued;
            } else {
                cut.unbegun = queued;
            }
            throw failure;
        } finally {
            inCall = outerInCall;
            depth = outerDepth;
            stint = outer;
            if (covered != outerCovered) {
                covered = outerCovered;
            }
            if (keeping || cut.error != null) {
                hasResumed(outer);
            }
        }
    }

    /** To note there what is cut off from now on; what was before is ended. */
    private CutOff freshCutOff() {
        endCutOff();
        CutOff known = cutOff;
        if (known == null) {
            known = new CutOff(DEEPEST + 1);
            cutOff = known;
        }
        return known;
    }

    private void endCutOff() {
        CutOff known = cutOff;
        if (known != null && known.error != null) {
            known.endAll(known.error, this);
        }
    }

    /**
     * Within the body that runs now, runs {@code body} as {@link #runStint} does.
     *
     * @throws InterruptedException if the outer stint is interrupted; then the body is not run
     */
    public void runStintWithin(Object token, Runnable body) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        runStint(token, body);
    }

    /** Runs {@code body} as a stint that can be {@linkplain #interrupt(Object) interrupted} by {@code token}, innermost for now. */
    public void runStint(Object token, Runnable body) {
        Object outer = stint;
        int outerDepth = depth;
        Call<?> outerMember = member;
        boolean outerInCall = inCall;
        Covered outerCovered = covered;
        try {
            cover(outer);
            switchTo(token);
            if (outer != null) {
                keepInterruptOf(outer);
            }
            calling(null);
            runPart(token, body);
        } finally {
            inCall = outerInCall;
            depth = outerDepth;
            stint = outer;
            covered = outerCovered;
            calling(outerMember);
            hasResumed(outer);
        }
    }

    private void cover(@Nullable Object outer) {
        Call<?> running = member;
        if (outer != null && running != null) {
            covered = new Covered(outer, running, covered);
        }
    }

    private void runPart(Object token, Runnable body) {
        boolean isPart = token instanceof Pausing part && begins(part);
        try {
            body.run();
        } finally {
            if (isPart) {
                parts.pop();
            }
            stint = NONE;
            letInterruptersPass();
            dropInterrupt();
        }
    }

    /** Within a stint that is no single call: which call's body comes next, or null for none. */
    public void calling(@Nullable Call<?> next) {
        MEMBER.setRelease(this, next);
    }

    /** A body that came without a call has ended; so has its call, if somebody asked for it. */
    public void endMade() {
        Call<?> made = member;
        if (made != null) {
            made.endUnshared();
            MEMBER.setRelease(this, null);
        }
    }

    private void switchTo(Object next) {
        depth++;
        stint = next;
        letInterruptersPass();
    }

    private void letInterruptersPass() {
        while (interrupters != 0) {
            Thread.onSpinWait();
        }
    }

    /** The stint is another's again, or nobody's. That is written by assignments: there may be no stack left for a call. */
    private void hasResumed(@Nullable Object outer) {
        if (keeping) {
            deliverKept(outer);
        }
        endCutOff();
    }

    private void deliverKept(@Nullable Object outer) {
        if (outer == null) {
            forgetKept();
        } else if (takeKept(outer)) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits, on this thread, until {@code blocker} is released; the pool may let another worker run meanwhile, and what the works
     * on the stack have left is there for it.
     *
     * @param what what the body waits for, for explanations
     * @throws InterruptedException if this thread is interrupted
     */
    public void block(String what, ManagedBlocker blocker) throws InterruptedException {
        endCutOff(); // it may wait for one of those
        waitsFor = what;
        parts.forEach(Pausing::pauses);
        try {
            if (pool != null) {
                pool.block(blocker);
            } else {
                while (!blocker.isReleasable() && !blocker.block()) {
                    // woken for no reason
                }
            }
        } finally {
            parts.forEach(Pausing::resumes);
            waitsFor = null;
        }
    }

    /** As {@link #block}, and keeps an interrupt for afterwards. */
    void blockWhateverHappens(String what, ManagedBlocker blocker) {
        keepingInterrupt(() -> block(what, blocker));
    }

    @Override
    public @Nullable String waitsFor(Call<?> running) {
        Call<?> innermost = knownCall();
        if (innermost == null || innermost == running) {
            return waitsFor;
        }
        return innermost.descendsFrom(running) ? innermost.name() + ", which it runs itself meanwhile" : null;
    }

    // ---------------------------------------------------------------- interrupts

    /** After a body: an interrupt that came too late for it is for nobody else. A guest's own is noted. */
    public void dropInterrupt() {
        if (Thread.interrupted() && !sentInterrupt) {
            hadOwnInterrupt = true;
        }
    }

    /**
     * Whether an interrupt came to this thread while it was a guest, and was not sent by {@link #interrupt}. One that comes together
     * with such a one cannot be told from it.
     */
    public boolean hadOwnInterrupt() {
        return hadOwnInterrupt;
    }

    /** A body of a guest ended by an interrupt. Whether that was the guest's own. */
    public boolean endedByInterrupt() {
        hadOwnInterrupt |= !sentInterrupt;
        return hadOwnInterrupt;
    }

    @Override
    public void interrupt(Call<?> running) {
        interrupt((Object) running);
    }

    /** Interrupts a stint of this thread: at once if it is innermost, or when it is so again. Nothing if it is over. */
    public void interrupt(Object token) {
        INTERRUPTERS.getAndAdd(this, 1);
        try {
            Thread target = thread;
            if (target == null) {
                return;
            }
            if (stint == token) {
                interruptNow(target);
                return;
            }
            keep(token);
            Object now = stint;
            if (now == token && takeKept(token)) {
                interruptNow(target);
            } else if (now == null) { // the stint is over, and an idle thread holds nothing
                takeKept(token);
            }
        } finally {
            INTERRUPTERS.getAndAdd(this, -1);
        }
    }

    private void interruptNow(Thread target) {
        sentInterrupt = true; // seen by who sees the interrupt
        target.interrupt();
    }

    private void keep(Object token) {
        synchronized (kept) {
            kept.add(token);
            keeping = true;
        }
    }

    private boolean takeKept(Object token) {
        synchronized (kept) {
            boolean taken = kept.remove(token);
            keeping = !kept.isEmpty();
            return taken;
        }
    }

    private void forgetKept() {
        synchronized (kept) {
            kept.clear();
            keeping = false;
        }
    }

    // ---------------------------------------------------------------- what others may know

    @Override
    public WorkerInfo info() {
        return new WorkerInfo(name, identity.pid(), Identity.host());
    }

    /** The worker's name. */
    public String name() {
        return name;
    }

    /** The process that it is in. */
    public Identity identity() {
        return identity;
    }

    /** The pool that the thread belongs to, or null. */
    public @Nullable WorkerPool pool() {
        return pool;
    }

    /** The call whose body runs; asked by this thread, or by others as a hint. */
    public @Nullable Call<?> call() {
        Call<?> known = knownCall();
        return known == null ? unmadeCall() : known;
    }

    /** The call whose body runs in a stint of this thread that is no single call, though others may run on top; a hint. */
    public @Nullable Call<?> callOf(Object token) {
        if (stint == token) {
            return call();
        }
        for (Covered at = covered; at != null; at = at.below) {
            if (at.stint == token) {
                return at.member;
            }
        }
        return null;
    }

    private @Nullable Call<?> knownCall() {
        return !(stint instanceof Call<?> single) ? (Call<?>) MEMBER.getAcquire(this) : inCall ? single : null;
    }

    private @Nullable Call<?> unmadeCall() {
        Call<?> made = stint instanceof UnmadeCalls these ? these.make(this) : null;
        if (made != null && Thread.currentThread() == thread) {
            calling(made);
        }
        return made;
    }

    /** Whether the innermost body runs on top of others; asked by this thread. */
    public boolean isNested() {
        return depth > 1;
    }

    /** Whether the thread waits, for whatever reason, as far as Java knows. */
    public boolean isWaiting() {
        Thread self = thread;
        return self != null
                && switch (self.getState()) {
                    case BLOCKED, WAITING, TIMED_WAITING -> true;
                    case NEW, RUNNABLE, TERMINATED -> false;
                };
    }

    /** Whether the thread is in a stint. */
    public boolean isBusy() {
        return stint != null;
    }
}
