package dev.muster.runtime;

import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallRuntime;
import dev.muster.call.CallSite;
import dev.muster.runtime.fanout.FanOutFailure;
import dev.muster.runtime.fanout.InFlight;
import dev.muster.runtime.fanout.Origin;
import dev.muster.runtime.observe.Explanation;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.observe.UnobservedFailures;
import dev.muster.runtime.process.Family;
import dev.muster.runtime.workers.Identity;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.spi.WorkerPool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Muster}: pools, numbers for the names of calls, and what is in flight. Safe for use by many threads. */
public final class MusterRuntime implements Muster, CallRuntime, Origin.Home {
    private final RuntimeSettings settings;
    private final Pools pools;
    private final UnobservedFailures unobserved;
    private final Ending ending;
    private final boolean isShared;
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();
    private final Set<InFlight> fanOuts = ConcurrentHashMap.newKeySet();
    private final Set<Call<?>> tracked = ConcurrentHashMap.newKeySet();

    MusterRuntime(RuntimeSettings settings, Identity identity) {
        this(settings, identity, false);
    }

    private MusterRuntime(RuntimeSettings settings, Identity identity, boolean isShared) {
        this(settings, identity, Family.ofRoot(Identity.host(), settings.heritage(), settings.codecs()), isShared);
    }

    private MusterRuntime(RuntimeSettings settings, Identity identity, Family family, boolean isShared) {
        this.settings = settings;
        this.pools = new Pools(settings, identity, family);
        this.unobserved = new UnobservedFailures(settings.onUnobserved());
        this.isShared = isShared;
        this.ending = new Ending(this);
    }

    static MusterRuntime openShared(RuntimeSettings settings) {
        return new MusterRuntime(settings, Identity.ofThisProcess(), true);
    }

    /** The runtime of a child process. */
    static MusterRuntime openChild(RuntimeSettings settings, Identity identity, Family family) {
        return new MusterRuntime(settings, identity, family, true);
    }

    // ---------------------------------------------------------------- calls

    @Override
    public CallSite bind(CallMethod method, @Nullable Object target) {
        refuseStandIn(method, target);
        WorkerPool pool = pools.forMethod(method.spec());
        AtomicLong counter = numbers.computeIfAbsent(method.spec().name(), name -> new AtomicLong());
        return new BoundSite(this, method, target, pool, counter);
    }

    /** A child that builds the declared class would run other code than a subclass here. */
    private static void refuseStandIn(CallMethod method, @Nullable Object target) {
        CallMethod.Remote remote = method.remote();
        boolean isBuiltAnew = remote != null && remote.newTarget() != null;
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
    public @Nullable RefusedException refusal(String call, @Nullable Call<?> startedBy) {
        return admits(startedBy) ? null : refusal(call);
    }

    RefusedException refusal(String call) {
        return new RefusedException(
                call + " is refused, because its Muster is closed. Start calls before close(), or from"
                        + " bodies that close() still waits for.");
    }

    /** Whether a call may start, given the call whose body starts it. */
    boolean admits(@Nullable Call<?> startedBy) {
        return ending.admits(startedBy);
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
                Stream.of(inPools, inFlight, stages).flatMap(lines -> lines).toList());
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
