package dev.muster.runtime;

import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import dev.muster.Task;
import dev.muster.Workers;
import dev.muster.call.BoundMethod;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallOwner;
import dev.muster.call.CallRuntime;
import dev.muster.call.MethodPolicies;
import dev.muster.policy.AdmissionPolicy;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Handles;
import dev.muster.runtime.admission.LockOrder;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.border.AskLinePerformer;
import dev.muster.runtime.border.Desk;
import dev.muster.runtime.border.LocalPerformer;
import dev.muster.runtime.border.NumberedOwners;
import dev.muster.runtime.border.Performer;
import dev.muster.runtime.border.RemoteEntries;
import dev.muster.runtime.border.RemoteHandles;
import dev.muster.runtime.claims.Abroad;
import dev.muster.runtime.claims.CallJoin;
import dev.muster.runtime.claims.Gate;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.claims.OuterJoins;
import dev.muster.runtime.claims.PlainHolder;
import dev.muster.runtime.claims.Plan;
import dev.muster.runtime.claims.ScopedResources;
import dev.muster.runtime.claims.Timer;
import dev.muster.runtime.configuration.EffectiveMethods;
import dev.muster.runtime.fanout.FanOutFailure;
import dev.muster.runtime.fanout.InFlight;
import dev.muster.runtime.fanout.Origin;
import dev.muster.runtime.observe.Explanation;
import dev.muster.runtime.observe.Listeners;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.observe.UnobservedFailures;
import dev.muster.runtime.policies.Doorkeeper;
import dev.muster.runtime.process.Family;
import dev.muster.runtime.protocol.AskDesk;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.workers.Identity;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.runtime.workers.Numbers;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Muster}: pools, resources, numbers for the names of calls, and what is in flight. Safe for use by many threads. */
public final class MusterRuntime implements Muster, CallRuntime.Source, Origin.Home {
    private static final int MOST_WAITING = 100;

    private final RuntimeSettings settings;
    private final Pools pools;
    private final EffectiveMethods methods;
    private final UnobservedFailures unobserved;
    private final Ending ending;
    private final Admission admission;
    private final Handles handles;
    private final @Nullable Performer parent; // null where the resources are
    private final Desk desk;
    private final @Nullable Listeners listeners;
    private final Timer timer = new Timer();
    private final Timer questions = new Timer("muster-policies");
    private final PolicyProviders providers;
    private final List<WeakReference<Doorkeeper>> doorkeepers = new ArrayList<>(); // guarded by itself
    private final AtomicLong waiting = new AtomicLong();
    private final boolean isShared;
    private final Map<String, Numbers> numbers = new ConcurrentHashMap<>();
    private final Set<InFlight> fanOuts = ConcurrentHashMap.newKeySet();
    private final Set<Call<?>> tracked = ConcurrentHashMap.newKeySet();

    MusterRuntime(RuntimeSettings settings, Identity identity) {
        this(settings, identity, false);
    }

    private MusterRuntime(RuntimeSettings settings, Identity identity, boolean isShared) {
        this(
                settings,
                identity,
                null,
                owner -> false,
                desk -> Family.ofRoot(Identity.host(), settings.heritage(), settings.codecs(), desk),
                isShared);
    }

    private MusterRuntime(
            RuntimeSettings settings,
            Identity identity,
            @Nullable AskLine parent,
            Predicate<Owner> inHand,
            Function<AskDesk, Family> family,
            boolean isShared) {
        this.settings = settings;
        this.providers = new PolicyProviders(settings.policies());
        this.methods = new EffectiveMethods(settings.configuration(), settings.said());
        LockOrder order = new LockOrder(Log::warning, settings.strictLockOrder());
        if (parent == null) {
            this.admission = new Admission(MusterRuntime::owner, this::block, order);
            this.parent = null;
        } else {
            NumberedOwners owners = new NumberedOwners(parent, inHand);
            this.admission = new Admission(MusterRuntime::owner, this::block, order, owners);
            this.parent = new AskLinePerformer(parent, owners, admission);
        }
        Opener opener = Opener.current();
        this.desk =
                new Desk(this.parent != null ? this.parent : new LocalPerformer(admission, opener.loader()), admission);
        this.handles = this.parent == null ? admission : new RemoteHandles(this.parent, MusterRuntime::owner);
        this.pools = new Pools(settings, identity, opener, family.apply(desk), admission);
        this.unobserved = new UnobservedFailures(settings.onUnobserved());
        this.listeners = Listeners.of(settings.listeners());
        this.isShared = isShared;
        this.ending = new Ending(this);
    }

    static MusterRuntime openShared(RuntimeSettings settings) {
        return new MusterRuntime(settings, Identity.ofThisProcess(), true);
    }

    /** The runtime of a child process, whose resources its {@code parent} keeps; {@code inHand} knows the call that this one knows of. */
    static MusterRuntime openChild(
            RuntimeSettings settings,
            Identity identity,
            AskLine parent,
            Predicate<Owner> inHand,
            Function<AskDesk, Family> family) {
        return new MusterRuntime(settings, identity, parent, inHand, family, true);
    }

    // ---------------------------------------------------------------- calls

    @Override
    public CallRuntime forDispatcher() {
        return new DispatcherRuntime(this);
    }

    /** Prepares a method of a dispatcher, which finds its resources in {@code resources}. */
    BoundMethod bind(
            CallMethod method,
            @Nullable Object target,
            @Nullable BooleanSupplier condition,
            @Nullable MethodPolicies policies,
            ScopedResources resources,
            String dispatcher) {
        MethodSpec spec = methods.of(method);
        refuseStandIn(method, spec, target);
        WorkerPool pool = pools.forMethod(spec);
        Numbers counter = numbers.computeIfAbsent(spec.name(), name -> new Numbers());
        RemoteEntries abroad = abroad(spec, dispatcher);
        if (policies == null) {
            Plan plan = new Plan(spec, resources, condition);
            return new BoundSite(this, method, spec, target, plan, pool, abroad, null, counter);
        }
        boolean escorted = pool.kind() == Workers.PROCESSES && !spec.isBlocking() && Policing.wraps(policies);
        Policing policing = new Policing(this, spec, policies, escorted ? pool : null);
        Plan plan = new Plan(spec, resources, condition, policing.doors());
        return new BoundSite(
                this,
                method,
                spec,
                target,
                abroad == null ? plan : plan.doorsOnly(resources),
                escorted ? pools.escorts(pool) : pool,
                abroad,
                policing,
                counter);
    }

    PolicyProviders providers() {
        return providers;
    }

    /** Who asks a policy: one for each, however many methods it is for. */
    Doorkeeper doorkeeper(AdmissionPolicy policy) {
        synchronized (doorkeepers) {
            doorkeepers.removeIf(known -> known.get() == null);
            for (WeakReference<Doorkeeper> reference : doorkeepers) {
                Doorkeeper known = reference.get();
                if (known != null && known.policy() == policy) {
                    return known;
                }
            }
            Doorkeeper made = new Doorkeeper(policy, admission, this::askLater);
            doorkeepers.add(new WeakReference<>(made));
            return made;
        }
    }

    private void askLater(long nanos, Runnable action) {
        Future<?> ignored = questions.after(nanos, action);
    }

    Timer questions() {
        return questions;
    }

    Gate gate(Plan plan, WorkerPool pool, @Nullable Abroad abroad) {
        return new Gate(plan, pool, null, timer, waiting, abroad, pools.room(pool), listeners);
    }

    /** Admission by the parent process, for a method that needs it; null where this process admits. */
    @Nullable
    RemoteEntries abroad(MethodSpec spec, String dispatcher) {
        return parent == null || !RemoteEntries.concerns(spec)
                ? null
                : new RemoteEntries(spec, dispatcher, parent, desk.threads());
    }

    Desk desk() {
        return desk;
    }

    // ---------------------------------------------------------------- resources

    Admission admission() {
        return admission;
    }

    boolean hasListeners() {
        return listeners != null;
    }

    Timer timer() {
        return timer;
    }

    /** Who acts on this thread: the call whose body runs, or the thread. */
    private static Owner owner() {
        LocalRunner runner = LocalRunner.current();
        Call<?> running = runner == null || !runner.isBusy() ? null : runner.call();
        return running == null ? ThreadOwner.current() : Holder.of(running);
    }

    /** Blocks this thread; its pool may let another worker run meanwhile. */
    void block(ManagedBlocker wait) throws InterruptedException {
        LocalRunner runner = LocalRunner.current();
        if (runner == null || !runner.isBusy()) {
            Admission.Blocking.PLAIN.block(wait);
            return;
        }
        OuterJoins outer = OuterJoins.begin(admission);
        try {
            runner.block("a resource", wait);
        } finally {
            if (outer != null) {
                outer.end();
            }
        }
    }

    @Override
    public Lock lock(String name) {
        return handles.lock(name, null);
    }

    @Override
    public Lock lock(String name, Object key) {
        return handles.lock(name, Objects.requireNonNull(key, "key"));
    }

    @Override
    public ReadWriteLock readWriteLock(String name) {
        return handles.readWriteLock(name, null);
    }

    @Override
    public ReadWriteLock readWriteLock(String name, Object key) {
        return handles.readWriteLock(name, Objects.requireNonNull(key, "key"));
    }

    @Override
    public SharedSemaphore semaphore(String name, int permits) {
        return handles.semaphore(name, methods.permits(name, permits));
    }

    @Override
    public SharedEvent event(String name) {
        return handles.event(name, null);
    }

    @Override
    public SharedEvent event(String name, Object key) {
        return handles.event(name, Objects.requireNonNull(key, "key"));
    }

    @Override
    public SharedBarrier barrier(String name, int parties) {
        return handles.barrier(name, parties, null);
    }

    @Override
    public SharedBarrier barrier(String name, int parties, Runnable action) {
        return handles.barrier(name, parties, Objects.requireNonNull(action, "action"));
    }

    @Override
    public void recheck(String lock) {
        handles.recheck(lock);
    }

    @Override
    public <F extends InFlight & CallOwner> void await(F fanOut, Origin.Waiting wait) throws InterruptedException {
        waiting(CallJoin.begin(admission, fanOut, fanOut::unfinished, all -> all), wait);
    }

    @Override
    public <F extends InFlight & CallOwner> void awaitNext(F fanOut, @Nullable Call<?> head, Origin.Waiting wait)
            throws InterruptedException {
        CallJoin join = head == null
                ? CallJoin.begin(admission, fanOut, fanOut::unfinished, any -> Math.min(any, 1))
                : CallJoin.begin(admission, fanOut, head);
        waiting(join, wait);
    }

    private static void waiting(@Nullable CallJoin join, Origin.Waiting wait) throws InterruptedException {
        try {
            wait.run();
        } finally {
            if (join != null) {
                join.end();
            }
        }
    }

    /** How many calls wait to be admitted, or at an exit barrier. */
    long waiting() {
        return waiting.get();
    }

    // ---------------------------------------------------------------- starting

    /** A child that builds the declared class would run other code than a subclass here. */
    private static void refuseStandIn(CallMethod method, MethodSpec spec, @Nullable Object target) {
        CallMethod.Remote remote = method.remote();
        boolean isBuiltAnew = spec.on() == Workers.PROCESSES && remote != null && remote.newTarget() != null;
        if (isBuiltAnew
                && target != null
                && !target.getClass().getName().equals(method.spec().type())) {
            throw new MusterException(method + ": its target is a "
                    + target.getClass().getName() + ", but a child process would build a "
                    + method.spec().type() + " instead. Pass one of exactly that class, or let the class implement"
                    + " java.io.Serializable, so that the target itself is sent.");
        }
    }

    @Override
    public @Nullable RefusedException refusal(MethodSpec spec, String call, @Nullable Call<?> startedBy) {
        if (!ending.admits(startedBy)) {
            return refusal(call);
        }
        return parent == null ? null : RemoteEntries.refusal(spec);
    }

    RefusedException refusal(String call) {
        return new RefusedException(
                call + " is refused, because its Muster is closed. Start calls before close(), or from"
                        + " bodies that close() still waits for.");
    }

    /** Of one who is still waiting when the drain is over, or was never to begin. */
    RefusedException refusal(Request waiting) {
        return new RefusedException(waiting.owner().name() + " is refused: its Muster was closed while it waited for "
                + waiting.awaited()
                + ". Let such waits end before close(), or give close() the time: Muster.builder().drain(...).");
    }

    /** Its end, which says whether calls may still start. */
    Ending ending() {
        return ending;
    }

    /** A call that was admitted has been handed over to its pool. */
    void hasStarted(@Nullable Call<?> startedBy) {
        ending.hasStarted(startedBy);
    }

    boolean owns(Call<?> call) {
        return call.site() instanceof BoundSite site && site.runtime() == this;
    }

    /** Remembers a call that may go on without a worker, until it is done. */
    void track(Call<?> call) {
        tracked.add(call);
        call.onDone(() -> tracked.remove(call));
    }

    UnobservedFailures unobserved() {
        return unobserved;
    }

    // ---------------------------------------------------------------- fan-outs

    @Override
    public void placed(Call<?> call) {
        PlainHolder.inherit(call);
    }

    @Override
    public void opened(InFlight fanOut) {
        fanOuts.add(fanOut);
    }

    @Override
    public void closed(InFlight fanOut) {
        fanOuts.remove(fanOut);
    }

    @Override
    public void unobserved(Object fanOut, FanOutFailure failure) {
        unobserved.add(fanOut, failure.name(), failure.cause(), failure::isObserved);
    }

    @Override
    public void listenerFailed(String listener, Throwable thrown) {
        Log.warning(listener + " failed; the calls go on", thrown);
    }

    // ---------------------------------------------------------------- the user's side

    @Override
    public String explain() {
        Stream<String> inPools = pools.all().stream().flatMap(pool -> Explanation.of(pool).stream());
        Stream<String> inFlight = fanOuts.stream().map(InFlight::explain);
        Stream<String> stages = tracked.stream().map(Call::explain);
        return String.join(
                "\n",
                Stream.of(inPools, inFlight, stages, explainWaiting().stream(), methods.explain().stream())
                        .flatMap(lines -> lines)
                        .toList());
    }

    private List<String> explainWaiting() {
        List<String> lines = new ArrayList<>();
        timer.pauses().calls().stream().limit(MOST_WAITING).map(Call::explain).forEach(lines::add);
        Set<Request> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        admission.waiting(
                MOST_WAITING,
                request -> {
                    if (seen.add(request)) { // it waits for each of its resources
                        String line = request.toString();
                        if (request.isWaiting()) {
                            lines.add(line);
                        }
                    }
                },
                (resource, more) -> lines.add("… " + more + " more wait for " + resource));
        return lines;
    }

    @Override
    public void close() {
        mayClose("close()");
        ending.close();
    }

    @Override
    public List<Task<?>> closeNow() {
        mayClose("closeNow()");
        return ending.closeNow();
    }

    private void mayClose(String said) {
        if (isShared) {
            throw new IllegalStateException("Muster.shared()." + said
                    + ": the shared runtime ends with the process; open one with Muster.open() to close it");
        }
        LocalRunner runner = LocalRunner.current();
        for (Call<?> call = runner == null ? null : runner.call(); call != null; call = call.parent()) {
            if (owns(call)) {
                throw new IllegalStateException(said + " was called from the body of " + call.name()
                        + ", which it would wait for; close the Muster from a thread that is not its own");
            }
        }
        if (isWaitedForByClose()) {
            throw new IllegalStateException(said + " was called by a listener, handler or policy on thread '"
                    + Thread.currentThread().getName()
                    + "', which it would wait for; close the Muster from a thread that is not its own");
        }
    }

    private boolean isWaitedForByClose() {
        return ending.isCloser()
                || timer.isClocksThread()
                || questions.isClocksThread()
                || pools.all().stream().anyMatch(WorkerPool::isWorkersThread);
    }

    // ---------------------------------------------------------------- for the ending

    RuntimeSettings settings() {
        return settings;
    }

    Pools pools() {
        return pools;
    }

    Set<InFlight> fanOuts() {
        return fanOuts;
    }

    Set<Call<?>> tracked() {
        return tracked;
    }
}
