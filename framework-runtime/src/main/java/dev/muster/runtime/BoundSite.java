package dev.muster.runtime;

import dev.muster.Batch;
import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.RefusedException;
import dev.muster.WhenFull;
import dev.muster.call.ArrayCall;
import dev.muster.call.AsyncCall;
import dev.muster.call.BoundMethod;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.Description;
import dev.muster.call.Failure;
import dev.muster.call.Hold;
import dev.muster.call.PlainBody;
import dev.muster.call.PolicedCall;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.admission.Units;
import dev.muster.runtime.border.RemoteEntries;
import dev.muster.runtime.claims.BlockingPassage;
import dev.muster.runtime.claims.CallJoin;
import dev.muster.runtime.claims.Gate;
import dev.muster.runtime.claims.Group;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.claims.PlainHolder;
import dev.muster.runtime.claims.Plan;
import dev.muster.runtime.claims.QueuePlace;
import dev.muster.runtime.fanout.ArrayRun;
import dev.muster.runtime.fanout.CallBatch;
import dev.muster.runtime.fanout.CallStream;
import dev.muster.runtime.fanout.ChunkedList;
import dev.muster.runtime.fanout.Origin;
import dev.muster.runtime.observe.Explanation;
import dev.muster.runtime.policies.Chain;
import dev.muster.runtime.workers.Glance;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.runtime.workers.Numbers;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One method of one dispatcher on a {@link MusterRuntime}: its calls go to its pool, through a gate where they claim something.
 * Safe for use by many threads.
 */
final class BoundSite implements BoundMethod {
    private static final Object[] NO_KEYS = {};

    private final MusterRuntime runtime;
    private final Ending ending;
    private final CallMethod method;
    private final MethodSpec spec; // with the effective values
    private final @Nullable Object target;
    private final Plan plan;
    private final @Nullable Units only; // at hand, where all calls need the same lock or permits, and nothing else
    private final int take; // of these
    private final WorkerPool pool;
    private final Gate gate; // before the pool
    private final boolean isGated; // else only calls with an inherited deadline go through the gate
    private final @Nullable RemoteEntries abroad; // in a child process, for calls that its parent admits
    private final @Nullable Policing policing; // null without custom policies
    private final WhenFull whenFull;
    private final boolean takesCallers;
    private final Numbers numbers;
    private final Glance atCalls = new Glance();
    private final Glance atFanOuts = new Glance();

    BoundSite(
            MusterRuntime runtime,
            CallMethod method,
            MethodSpec spec,
            @Nullable Object target,
            Plan plan,
            WorkerPool pool,
            @Nullable RemoteEntries abroad,
            @Nullable Policing policing,
            Numbers numbers) {
        this.runtime = runtime;
        this.ending = runtime.ending();
        this.method = method;
        this.spec = spec;
        this.target = target;
        this.plan = plan;
        this.only = abroad == null ? plan.onlyUnkeyed() : null;
        this.take = plan.onlyTake();
        this.pool = pool;
        this.abroad = abroad;
        this.policing = policing;
        this.gate = runtime.gate(plan, pool, abroad);
        this.isGated = !plan.isEmpty() || policing != null || runtime.hasListeners();
        this.whenFull = runtime.pools().room(pool).then();
        this.takesCallers = runtime.pools().takesCallers(spec);
        this.numbers = numbers;
    }

    MusterRuntime runtime() {
        return runtime;
    }

    @Override
    public MethodSpec spec() {
        return spec;
    }

    @Override
    public CallMethod method() {
        return method;
    }

    @Override
    public @Nullable Object target() {
        return target;
    }

    // ---------------------------------------------------------------- starting

    @Override
    public <C extends Call<?>> C start(C call) {
        Call<?> startedBy = currentCall();
        call.place(numbers.next(), startedBy, null);
        note(call, starting());
        if (!accepts(startedBy)) {
            call.fail(refusal(call.name(), startedBy));
            return call;
        }
        if (call instanceof AsyncCall) {
            runtime.track(call);
        }
        handOver(call, startedBy);
        runtime.hasStarted(startedBy);
        return call;
    }

    private void handOver(Call<?> call, @Nullable Call<?> startedBy) {
        Owner thread = holdingThread(startedBy);
        if (whenFull != WhenFull.REFUSE || mustPassGate(startedBy)) {
            QueuePlace place = gate.admit(call, thread);
            if (whenFull != WhenFull.REFUSE && place != null && place.foundFull()) {
                Overflow.of(runtime, place, whenFull, pool);
            }
            return;
        }
        if (thread != null) {
            PlainHolder.startedBy(thread, call);
        }
        call.queueUnshared();
        pool.execute(call);
    }

    private boolean mustPassGate(@Nullable Call<?> startedBy) {
        return isGated || Holder.hasDeadline(startedBy);
    }

    /** This thread, if it is no worker and holds something that it may lend to calls which it starts. */
    private @Nullable Owner holdingThread(@Nullable Call<?> startedBy) {
        return startedBy == null && runtime.admission().isUsed() ? ThreadOwner.holding() : null;
    }

    private boolean accepts(@Nullable Call<?> startedBy) {
        return ending.admits(startedBy) && (abroad == null || RemoteEntries.refusal(spec()) == null);
    }

    private RefusedException refusal(String call, @Nullable Call<?> startedBy) {
        RefusedException why = runtime.refusal(spec, call, startedBy);
        return why == null ? runtime.refusal(call) : why; // closed, when it was asked before
    }

    @Override
    public Hold enter() {
        return only == null ? enter(NO_KEYS) : BlockingPassage.enter(plan, caller(), only, take);
    }

    @Override
    public Hold enter(Object... keys) {
        Owner owner = caller();
        return abroad == null ? BlockingPassage.enter(plan, owner, keys) : abroad.enterBlocking(owner, keys, false);
    }

    /** Who calls here and now: the call whose body runs, or the thread. */
    private Owner caller() {
        Call<?> running = currentCall();
        if (!accepts(running)) {
            throw refusal("the call of " + spec(), running);
        }
        return running == null ? ThreadOwner.current() : Holder.of(running);
    }

    // ---------------------------------------------------------------- custom policies

    /** What policies note on this thread, which starts calls. */
    private Chain.@Nullable Notes starting() {
        return policing == null ? null : policing.starting();
    }

    private static void note(Call<?> call, Chain.@Nullable Notes notes) {
        if (notes != null) {
            ((PolicedCall<?>) call).started(notes);
        }
    }

    private static <C extends Call<?>> C noted(C call, Chain.@Nullable Notes notes) {
        note(call, notes);
        return call;
    }

    @Override
    public <R extends @Nullable Object> R around(PolicedCall<R> call) throws Throwable {
        return policing == null ? call.callTarget() : policing.around(call);
    }

    @Override
    public <R extends @Nullable Object> R blocking(PolicedCall<R> call, Class<?>... declared) {
        Call<?> running = currentCall();
        call.place(numbers.next(), running, null);
        note(call, starting());
        try {
            return new BlockingTries<>(runtime, call, () -> enter(call, running)).run();
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable thrown) {
            throw Stream.of(declared).anyMatch(type -> type.isInstance(thrown))
                    ? Chain.<RuntimeException>asItIs(thrown)
                    : new CallFailedException(call.name() + " failed: " + Description.of(thrown), thrown);
        }
    }

    private Hold enter(PolicedCall<?> call, @Nullable Call<?> running) {
        if (!accepts(running)) {
            throw refusal(call.name(), running);
        }
        Owner owner = running == null ? ThreadOwner.current() : Holder.of(running);
        Object[] keys = plan.keysOf(call);
        Hold here = BlockingPassage.enter(plan, owner, call, keys);
        if (abroad == null) {
            return here;
        }
        try {
            return new BothHolds(abroad.enterBlocking(owner, keys, call.attempt() > 1), here);
        } catch (Throwable refused) {
            here.failed(refused);
            throw refused;
        }
    }

    private static @Nullable Call<?> currentCall() {
        LocalRunner runner = LocalRunner.current();
        return runner == null ? null : runner.call();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Batch<R> all(
            Collection<? extends A> inputs,
            FanOut options,
            Function<A, Call<R>> maker,
            @Nullable PlainBody<A, R> body) {
        List<A> kept = ChunkedList.copyOf(inputs);
        Chain.Notes notes = starting();
        return batch(options, kept.size(), kept, index -> noted(maker.apply(kept.get(index)), notes), body);
    }

    /** A window limits how many calls run, not how many wait: permits see to that where calls are admitted one by one. */
    private <R extends @Nullable Object> Batch<R> batch(
            FanOut options,
            int size,
            @Nullable List<?> inputs,
            IntFunction<Call<R>> maker,
            @Nullable PlainBody<?, R> body) {
        Call<?> startedBy = currentCall();
        Batch<R> batch;
        if (mustPassGate(startedBy)) {
            Group group = Group.of(plan, spec().name() + "All", size, options.window());
            FanOut all = options.window(Math.max(1, size));
            batch = CallBatch.start(gated(startedBy, size, group), all, size, inputs, maker, null);
        } else {
            batch = CallBatch.start(ungated(startedBy, size), options, size, inputs, maker, body);
        }
        runtime.hasStarted(startedBy);
        return batch;
    }

    @Override
    public <R extends @Nullable Object> Batch<R> repeat(
            int times, FanOut options, Supplier<Call<R>> maker, @Nullable PlainBody<@Nullable Object, R> body) {
        if (times < 0) {
            throw new IllegalArgumentException(spec().name() + "All(" + times + "): zero or more calls are needed");
        }
        Chain.Notes notes = starting();
        return batch(options, times, null, index -> noted(maker.get(), notes), body);
    }

    /** Of a fan-out whose calls go to the pool at once. */
    private Origin ungated(@Nullable Call<?> startedBy, long calls) {
        return origin(startedBy, holdingThread(startedBy), calls, pool);
    }

    /** Of a fan-out whose calls pass the gate; {@code group} is what they have in common there, if anything. */
    private Origin gated(@Nullable Call<?> startedBy, long calls, @Nullable Group group) {
        Owner thread = holdingThread(startedBy);
        return origin(startedBy, thread, calls, gate.of(group, thread));
    }

    private Origin origin(@Nullable Call<?> startedBy, @Nullable Owner thread, long calls, WorkerPool through) {
        return new Origin(
                this,
                through,
                startedBy,
                through != pool,
                numbers.next(calls),
                runtime,
                atFanOuts,
                thread == null ? null : call -> PlainHolder.startedBy(thread, call));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Iterator<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        Objects.requireNonNull(inputs, "inputs");
        checkBarrier(options);
        Chain.Notes notes = starting();
        Call<?> startedBy = currentCall();
        return CallStream.of(
                mustPassGate(startedBy) ? gated(startedBy, 0, null) : ungated(startedBy, 0),
                numbers::next,
                options,
                inputs,
                (A input) -> noted(maker.apply(input), notes));
    }

    /** All parties of a barrier must fit into the window of a stream, or none would ever pass. */
    private void checkBarrier(FanOut options) {
        if (plan.barrierOfFanOut() != null) {
            throw new RefusedException(spec().name() + "Stream is refused: barrier '"
                    + plan.barrierOfFanOut().name()
                    + "' waits for all calls of a fan-out, and how many a stream will have"
                    + " is not known. Give @Barrier parties, or use " + spec().name() + "All.");
        }
        int window = CallStream.window(options, pool);
        if (plan.declaredParties() > window) {
            throw new RefusedException(spec().name() + "Stream is refused: its barrier waits for "
                    + plan.declaredParties() + " calls, but only " + window
                    + " are in flight at once. Say FanOut.window(" + plan.declaredParties() + ") or more.");
        }
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Stream<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        return this.<A, R>stream(inputs.iterator(), options, maker).onClose(inputs::close);
    }

    @Override
    public void array(ArrayCall call) {
        Call<?> startedBy = currentCall();
        if (!isGated) { // at a deadline the interrupt of the body that waits here cancels it
            Origin from = ungated(startedBy, 1);
            ArrayRun.run(from, call, takesCallers && from.lending() == null);
        } else {
            int size = call.to() - call.from();
            Group group = Group.of(plan, spec().name() + "Array", size, 0);
            ArrayRun.run(gated(startedBy, Math.max(1, size), group), call, false);
        }
    }

    // ---------------------------------------------------------------- waiting, and what becomes of calls

    @Override
    public void await(Call<?> call, boolean untilEnded, long nanos) throws InterruptedException {
        LocalRunner runner = LocalRunner.current();
        if (runner == null) {
            if (nanos == 0 || !atCalls.sees(untilEnded ? call::hasEnded : call::isDone)) {
                waiting(call, () -> call.park(untilEnded, nanos));
            }
        } else if (!runner.isBusy()) { // a fork-join task of the user's on a worker
            waiting(call, () -> block(runner, call, new CallWait(call, untilEnded, nanos)));
        } else if (lends(runner)) {
            waiting(call, () -> {
                help(runner, call, nanos);
                block(runner, call, new CallWait(call, untilEnded, nanos));
            });
        } else {
            help(runner, call, nanos);
            if (!(untilEnded ? call.hasEnded() : call.isDone())) {
                waiting(call, () -> block(runner, call, new CallWait(call, untilEnded, nanos)));
            }
        }
    }

    /** Runs {@code wait} so that those who look for deadlocks see it. */
    private void waiting(Call<?> call, Origin.Waiting wait) throws InterruptedException {
        CallJoin join = CallJoin.begin(runtime.admission(), call);
        try {
            wait.run();
        } finally {
            if (join != null) {
                join.end();
            }
        }
    }

    /** Runs the call itself, if it is a descendant of the body that runs here and has not begun. */
    private void help(LocalRunner runner, Call<?> call, long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE && runner.mayRunWithin(pool) && isDescendant(call, runner)) {
            runner.runWithin(call, pool);
        }
    }

    private static void block(LocalRunner runner, Call<?> call, CallWait wait) throws InterruptedException {
        if (!wait.isReleasable()) {
            runner.block(call.name(), wait);
        }
    }

    /** Whether the body that runs may have locks to lend to a call that it runs itself meanwhile. */
    private boolean lends(LocalRunner runner) {
        Call<?> running = runtime.admission().isUsed() ? runner.call() : null;
        return running != null && Holder.isInChain(running);
    }

    private static boolean isDescendant(Call<?> call, LocalRunner runner) {
        Call<?> running = runner.call();
        return running != null && call.descendsFrom(running);
    }

    @Override
    public void dropped(Call<?> call) {
        pool.dropped(call);
    }

    @Override
    public void unobserved(Call<?> call, Failure failure) {
        runtime.unobserved().add(call, failure.call(), failure.cause(), failure::isObserved);
    }

    @Override
    public String explain(Call<?> call) {
        String waits = call.isDone() || !(call.holder() instanceof Holder holder) ? null : holder.explain();
        return waits == null ? Explanation.of(call, pool) : Explanation.of(call, waits);
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
