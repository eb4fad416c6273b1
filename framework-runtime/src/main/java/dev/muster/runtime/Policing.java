package dev.muster.runtime;

import dev.muster.WorkerCrashedException;
import dev.muster.call.Deadline;
import dev.muster.call.MethodPolicies;
import dev.muster.call.PolicedCall;
import dev.muster.call.Runner;
import dev.muster.call.TryAgain;
import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.AroundPolicy;
import dev.muster.runtime.claims.CallJoin;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.claims.PlainHolder;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.policies.Chain;
import dev.muster.runtime.policies.Doorkeeper;
import dev.muster.runtime.policies.Doors;
import dev.muster.runtime.policies.KnownCall;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The custom policies of one method in one runtime, and where its bodies run within them. */
final class Policing {
    private final MusterRuntime runtime;
    private final Doors doors;
    private final @Nullable Chain chain;
    private final @Nullable WorkerPool processes;

    /**
     * For one method.
     *
     * @param processes the pool of child processes that run the bodies; null if they run where their policies do
     */
    Policing(MusterRuntime runtime, MethodSpec spec, MethodPolicies policies, @Nullable WorkerPool processes) {
        List<Doorkeeper> keepers = new ArrayList<>();
        List<AroundPolicy> around = new ArrayList<>();
        for (Object policy : policies.policies()) {
            if (policy instanceof AdmissionPolicy admission) {
                keepers.add(runtime.doorkeeper(admission));
            } else {
                around.add((AroundPolicy) policy);
            }
        }
        this.runtime = runtime;
        this.doors = new Doors(spec, policies, keepers);
        this.chain = around.isEmpty() ? null : new Chain(around, runtime, Policing::deadline);
        this.processes = processes;
    }

    private static Optional<Instant> deadline(KnownCall call) {
        return call.call().holder() instanceof Holder holder
                ? Optional.ofNullable(holder.deadline()).map(Deadline::instant)
                : Optional.empty();
    }

    /** Whether policies wrap bodies. */
    static boolean wraps(MethodPolicies policies) {
        return policies.policies().stream().anyMatch(AroundPolicy.class::isInstance);
    }

    /** The policies that decide when calls start. */
    Doors doors() {
        return doors;
    }

    /** What the policies note where calls are started, on the thread that does. */
    Chain.@Nullable Notes starting() {
        return chain == null ? null : chain.starting();
    }

    /** What the policies make of the method. */
    <R extends @Nullable Object> R around(PolicedCall<R> call) throws Throwable {
        return chain == null ? call.callTarget() : chain.run(doors.known(call), () -> body(call));
    }

    private <R extends @Nullable Object> R body(PolicedCall<R> call) throws Throwable {
        if (processes == null) {
            return call.callTarget();
        }
        Runner thread = Objects.requireNonNull(call.runner());
        Errand errand = new Errand(call);
        PlainHolder.ofSameRun(errand, call);
        call.runsBy(new Errand.Escort(thread, errand));
        processes.execute(errand);
        await(errand);
        return outcome(errand, call);
    }

    /** Waits until the child has really ended its part, whatever interrupts. */
    private void await(Errand errand) throws InterruptedException {
        CallJoin join = CallJoin.begin(runtime.admission(), errand);
        try {
            errand.park(true, Long.MAX_VALUE);
        } catch (InterruptedException leaves) {
            errand.cancel(true);
            parkWhateverComes(errand);
            throw leaves;
        } finally {
            if (join != null) {
                join.end();
            }
        }
    }

    private static void parkWhateverComes(Errand errand) {
        boolean ended = false;
        while (!ended) {
            try {
                ended = errand.park(true, Long.MAX_VALUE);
            } catch (InterruptedException again) {
                // It is cancelled already.
            }
        }
    }

    /** An idempotent call is run again whatever its policies would make of the crash; they hear of the last one. */
    private static void repeatAfterCrash(PolicedCall<?> call, Throwable failure) {
        int attempts = call.site().spec().terms().attempts();
        if (failure instanceof WorkerCrashedException && call.attempt() < attempts) {
            Log.warning(call.name() + " is run again, for its worker has died (run " + call.attempt() + " of at most "
                    + attempts + "): " + failure);
            throw new TryAgain(Duration.ZERO, failure);
        }
    }

    private <R extends @Nullable Object> R outcome(Errand errand, PolicedCall<R> call) throws Throwable {
        Throwable failure = errand.failure();
        if (failure != null) {
            if (!errand.isFailureOfBody()) {
                repeatAfterCrash(call, failure);
                call.failedBeside(failure);
            }
            throw failure;
        }
        if (errand.isCancelled()) { // by closeNow()
            call.cancel(false);
            throw new CancellationException(call.name() + " was cancelled");
        }
        return call.result();
    }
}
