package dev.muster.runtime.claims;

import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.PolicedCall;
import dev.muster.call.Work;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Units;
import dev.muster.runtime.observe.Listeners;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a worker pool and lets calls through when what they claim is granted. A call that waits costs its object and no
 * worker.
 *
 * <p>Asks a source for all its calls at once, since those that wait need no worker. The end of a call may bring a further source
 * on the same thread; such are taken one after the other, so that the stack stays flat.
 */
public final class Gate implements WorkerPool {
    private static final ThreadLocal<@Nullable ArrayDeque<Runnable>> UNDER_WAY = new ThreadLocal<>();

    private final Plan plan;
    private final WorkerPool pool;
    private final @Nullable Group group;
    private final Timer timer;
    private final AtomicLong waiting;
    private final @Nullable Abroad abroad;
    private final @Nullable Owner startedBy;
    private final Room room;
    private final @Nullable Listeners listeners;
    private final boolean hasShortWay;

    /**
     * A gate before {@code pool}.
     *
     * @param group what the calls of one fan-out have in common, or null
     * @param waiting counts the calls that wait for admission, or at an exit barrier, in the whole runtime
     * @param abroad the process that admits the calls, or null if this one does
     * @param room the places in the queue of the pool
     * @param listeners who hear of the calls, or null
     */
    public Gate(
            Plan plan,
            WorkerPool pool,
            @Nullable Group group,
            Timer timer,
            AtomicLong waiting,
            @Nullable Abroad abroad,
            Room room,
            @Nullable Listeners listeners) {
        this(plan, pool, group, timer, waiting, abroad, null, room, listeners);
    }

    private Gate(
            Plan plan,
            WorkerPool pool,
            @Nullable Group group,
            Timer timer,
            AtomicLong waiting,
            @Nullable Abroad abroad,
            @Nullable Owner startedBy,
            Room room,
            @Nullable Listeners listeners) {
        this.plan = plan;
        this.pool = pool;
        this.group = group;
        this.timer = timer;
        this.waiting = waiting;
        this.abroad = abroad;
        this.startedBy = startedBy;
        this.room = room;
        this.listeners = listeners;
        this.hasShortWay = plan.needsUnitsAlone() && abroad == null && listeners == null;
    }

    /**
     * The same, for one fan-out.
     *
     * @param fanOut what its calls have in common, or null
     * @param thread who starts it, if that is a thread which is no worker and holds something; else null
     */
    public Gate of(@Nullable Group fanOut, @Nullable Owner thread) {
        return new Gate(plan, pool, fanOut, timer, waiting, abroad, thread, room, listeners);
    }

    Plan plan() {
        return plan;
    }

    WorkerPool pool() {
        return pool;
    }

    @Nullable
    Group group() {
        return group;
    }

    Timer timer() {
        return timer;
    }

    @Nullable
    Abroad abroad() {
        return abroad;
    }

    @Nullable
    Listeners listeners() {
        return listeners;
    }

    AtomicLong waiting() {
        return waiting;
    }

    /**
     * Admits a new call, which waits, to the pool. Never blocks, never throws.
     *
     * @param thread who starts it, if that is a thread which is no worker and holds something; else null
     * @return the place in the queue of the pool that the call has or wants; null if it needs none, or not yet
     */
    public @Nullable QueuePlace admit(Call<?> call, @Nullable Owner thread) {
        return admit(call, thread, room.forOne(), room.then() == WhenFull.WAIT);
    }

    private @Nullable QueuePlace admit(Call<?> call, @Nullable Owner thread, @Nullable Units places, boolean waits) {
        boolean isShort = hasShortWay
                && thread == null
                && places == null
                && !(call instanceof PolicedCall)
                && !Holder.hasDeadline(call.parent());
        Passage passage = isShort ? new Passage(call, this) : new StagedPassage(call, this, thread, places, waits);
        passage.start();
        return passage.place();
    }

    @Override
    public void execute(Work work) {
        ArrayDeque<Runnable> underWay = UNDER_WAY.get();
        if (underWay != null) {
            underWay.add(() -> admitAll(work));
            return;
        }
        underWay = new ArrayDeque<>();
        UNDER_WAY.set(underWay);
        try {
            admitAll(work);
            for (Runnable next = underWay.poll(); next != null; next = underWay.poll()) {
                next.run();
            }
        } finally {
            UNDER_WAY.remove();
        }
    }

    private void admitAll(Work work) {
        for (Call<?> call = work.next(); call != null; call = work.next()) {
            QueuePlace unused = admit(call, startedBy, room.forMany(), false);
        }
    }

    // ---------------------------------------------------------------- as the pool behind

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public Workers kind() {
        return pool.kind();
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public void dropped(Call<?> call) {
        pool.dropped(call);
    }

    @Override
    public void block(ManagedBlocker blocker) throws InterruptedException {
        pool.block(blocker);
    }

    @Override
    public boolean isIdle() {
        return pool.isIdle();
    }

    @Override
    public int queued() {
        return pool.queued();
    }

    @Override
    public List<Work> queued(int most) {
        return pool.queued(most);
    }

    @Override
    public void running(Consumer<? super Call<?>> visitor) {
        pool.running(visitor);
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Work> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean awaitTermination(Duration limit) throws InterruptedException {
        return pool.awaitTermination(limit);
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
