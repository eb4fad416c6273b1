package dev.muster.behaviour;

import dev.muster.AwaitCondition;
import dev.muster.Batch;
import dev.muster.CallContext;
import dev.muster.FanOut;
import dev.muster.Guarded;
import dev.muster.JoinInterruptedException;
import dev.muster.Mode;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Priority;
import dev.muster.Task;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Calls that need two locks and some permits, in every way, and start others that do. */
class Tangled {
    /** What a body does follows from a seed; it starts others as long as it has depth. */
    record Job(int depth, long seed) {}

    /** Where so many may be at once, or any number of readers. Who is there comes and goes before its body starts others. */
    private static final class Room {
        private static final int WRITER = 1_000;

        private final AtomicInteger inside = new AtomicInteger();
        private final int most;

        Room(int most) {
            this.most = most;
        }

        boolean fits(int comes) {
            int now = inside.addAndGet(comes);
            Thread.yield();
            boolean fits = now <= most * WRITER && (now < WRITER || now % WRITER == 0);
            inside.addAndGet(-comes);
            return fits;
        }
    }

    /** All inputs at once. */
    interface All {
        Batch<Integer> start(TangledDispatcher calls, List<Job> jobs, FanOut options);
    }

    private static final List<BiFunction<TangledDispatcher, Job, Task<Integer>>> ONES = List.of(
            TangledDispatcher::writes,
            TangledDispatcher::reads,
            TangledDispatcher::needsBoth,
            TangledDispatcher::needsOther,
            TangledDispatcher::needsPermit,
            TangledDispatcher::needsPermitAndLock,
            TangledDispatcher::onCores,
            TangledDispatcher::hasNoTime,
            TangledDispatcher::awaits,
            TangledDispatcher::awaitsWithBoth,
            TangledDispatcher::isUrgent,
            TangledDispatcher::needsNothing);

    private static final List<All> ALL = List.of(
            TangledDispatcher::writesAll,
            TangledDispatcher::readsAll,
            TangledDispatcher::needsBothAll,
            TangledDispatcher::needsOtherAll,
            TangledDispatcher::needsPermitAll,
            TangledDispatcher::needsPermitAndLockAll,
            TangledDispatcher::onCoresAll,
            TangledDispatcher::hasNoTimeAll,
            TangledDispatcher::awaitsAll,
            TangledDispatcher::awaitsWithBothAll,
            TangledDispatcher::isUrgentAll,
            TangledDispatcher::needsNothingAll);

    private final Room tangled = new Room(1);
    private final Room tangledToo = new Room(1);
    private final Room permitted = new Room(2);
    private final AtomicInteger clashes = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    /** Some call or other. */
    static Task<Integer> any(Muster muster, Tangled target, Random random) {
        return one(new TangledDispatcher(target, muster), 3, random);
    }

    private static Task<Integer> one(TangledDispatcher calls, int depth, Random random) {
        return ONES.get(random.nextInt(ONES.size())).apply(calls, new Job(depth, random.nextLong()));
    }

    private static List<Job> some(int depth, Random random) {
        return Stream.generate(() -> new Job(depth, random.nextLong()))
                .limit(1 + random.nextInt(4))
                .toList();
    }

    private static Batch<Integer> all(TangledDispatcher calls, int depth, Random random) {
        FanOut options = random.nextBoolean() ? FanOut.failFast() : FanOut.collectAll();
        return ALL.get(random.nextInt(ALL.size()))
                .start(
                        calls,
                        some(depth, random),
                        random.nextInt(3) == 0 ? options.window(1 + random.nextInt(2)) : options);
    }

    /** How many bodies have begun. */
    int begun() {
        return begun.get();
    }

    /** How often bodies were together that must not be. */
    int clashes() {
        return clashes.get();
    }

    private Tangled alone(Room room) {
        return comes(room, Room.WRITER);
    }

    private Tangled reading(Room room) {
        return comes(room, 1);
    }

    private Tangled comes(Room room, int comes) {
        if (!room.fits(comes)) {
            clashes.getAndIncrement();
        }
        return this;
    }

    private int run(Job job) throws Exception {
        begun.getAndIncrement();
        Random random = new Random(job.seed);
        if (random.nextInt(12) == 0) {
            throw new IllegalStateException("planned");
        }
        for (int left = job.depth == 0 ? 0 : 1 + random.nextInt(2); left > 0; left--) {
            try {
                startOthers(new TangledDispatcher(this, CallContext.current().muster()), job.depth - 1, random);
            } catch (JoinInterruptedException cancelled) {
                throw cancelled;
            } catch (MusterException | CancellationException | ExecutionException failure) {
                if (random.nextInt(3) == 0) {
                    throw failure;
                }
            }
        }
        return 1;
    }

    private static void startOthers(TangledDispatcher calls, int depth, Random random) throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> one(calls, depth, random).join();
            case 1 -> joinForAMoment(one(calls, depth, random), random);
            case 2 -> all(calls, depth, random).outcomes();
            case 3 -> closeAndJoin(all(calls, depth, random), random);
            case 4 -> readSome(calls, depth, random);
            case 5 -> calls.blocks(new Job(depth, random.nextLong()));
            case 6 -> calls.blocksForOther(new Job(depth, random.nextLong()));
            default -> one(calls, depth, random);
        }
    }

    private static void joinForAMoment(Task<Integer> task, Random random) throws Exception {
        try {
            task.get(random.nextInt(4), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            if (random.nextBoolean()) {
                task.cancel(random.nextBoolean());
            }
        }
    }

    private static void closeAndJoin(Batch<Integer> batch, Random random) {
        try (batch) {
            if (random.nextBoolean()) {
                batch.cancel();
            }
            batch.join();
        }
    }

    private static void readSome(TangledDispatcher calls, int depth, Random random) {
        FanOut options = random.nextBoolean() ? FanOut.failFast() : FanOut.unordered();
        List<Job> jobs = some(depth, random);
        try (Stream<Integer> results = random.nextBoolean()
                ? calls.writesStream(jobs.iterator(), options)
                : calls.needsBothStream(jobs.iterator(), options)) {
            results.limit(2).forEach(result -> {});
        }
    }

    boolean mostly() {
        return (asked.getAndIncrement() & 3) != 0;
    }

    @Parallel
    @Guarded("tangled")
    int writes(Job job) throws Exception {
        return alone(tangled).run(job);
    }

    @Parallel
    @Guarded(value = "tangled", mode = Mode.SHARED)
    int reads(Job job) throws Exception {
        return reading(tangled).run(job);
    }

    @Parallel
    @Guarded({"tangled", "tangledToo"})
    int needsBoth(Job job) throws Exception {
        return alone(tangled).alone(tangledToo).run(job);
    }

    @Parallel
    @Guarded("tangledToo")
    int needsOther(Job job) throws Exception {
        return alone(tangledToo).run(job);
    }

    @Parallel
    @Permits(value = 2, of = "tangledPermits")
    int needsPermit(Job job) throws Exception {
        return alone(permitted).run(job);
    }

    @Parallel
    @Guarded("tangled")
    @Permits(value = 2, of = "tangledPermits")
    int needsPermitAndLock(Job job) throws Exception {
        return alone(permitted).alone(tangled).run(job);
    }

    @Parallel(on = Workers.CORES)
    @Guarded("tangledToo")
    int onCores(Job job) throws Exception {
        return alone(tangledToo).run(job);
    }

    @Parallel
    @Guarded("tangled")
    @Timeout(value = "20ms", waiting = "15ms")
    int hasNoTime(Job job) throws Exception {
        return alone(tangled).run(job);
    }

    @Parallel
    @Guarded("tangled")
    @AwaitCondition("mostly")
    int awaits(Job job) throws Exception {
        return alone(tangled).run(job);
    }

    @Parallel
    @Guarded({"tangled", "tangledToo"})
    @AwaitCondition("mostly")
    int awaitsWithBoth(Job job) throws Exception {
        return alone(tangled).alone(tangledToo).run(job);
    }

    @Parallel
    @Priority(9)
    @Guarded("tangled")
    int isUrgent(Job job) throws Exception {
        return alone(tangled).run(job);
    }

    @Parallel
    int needsNothing(Job job) throws Exception {
        return run(job);
    }

    @Guarded("tangled")
    int blocks(Job job) throws Exception {
        return alone(tangled).run(job);
    }

    @Guarded(value = "tangledToo", mode = Mode.SHARED)
    int blocksForOther(Job job) throws Exception {
        return reading(tangledToo).run(job);
    }
}
