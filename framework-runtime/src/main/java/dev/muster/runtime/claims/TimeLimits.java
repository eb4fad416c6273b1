package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.RunTimeoutException;
import dev.muster.WaitTimeoutException;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Failure;
import dev.muster.spec.Durations;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a call may take in time: its limits, and the deadline of the call that has started it.
 *
 * <p>{@code deadline} is what the call inherits, until its body begins and a run limit of its own is earlier; that one then spans all
 * further runs. The call is in that clock's set from its start until its body has ended. {@code startBy}, by {@link System#nanoTime},
 * is written before the call waits; {@code waitClock} strikes then, and is stopped by who begins or ends the call.
 */
final class TimeLimits {
    private final StagedPassage passage;
    private final Plan plan;
    private final @Nullable DeadlineClock inherited;
    private volatile @Nullable DeadlineClock deadline;
    private volatile @Nullable Future<?> waitClock;
    private long startBy;

    private TimeLimits(StagedPassage passage, @Nullable DeadlineClock inherited) {
        this.passage = passage;
        this.plan = passage.plan();
        this.inherited = inherited;
        this.deadline = inherited;
    }

    /** Those of a call; null if there are none. */
    static @Nullable TimeLimits of(StagedPassage passage, @Nullable DeadlineClock inherited) {
        return passage.plan().isLimited() || inherited != null ? new TimeLimits(passage, inherited) : null;
    }

    @Nullable
    DeadlineClock clock() {
        return deadline;
    }

    @Nullable
    Deadline deadline() {
        DeadlineClock running = deadline;
        return running == null ? null : running.deadline();
    }

    // ---------------------------------------------------------------- the wait

    /** The call has been started. */
    void start() {
        waitAgain();
        if (inherited != null) {
            inherited.add(this);
        }
    }

    /** The call waits, perhaps for another run. Where another process admits it, that one looks at its own clock. */
    void waitAgain() {
        long nanos = plan.waitNanos();
        if (nanos > 0) {
            startBy = System.nanoTime() + nanos;
            if (passage.gate().abroad() == null || plan.doors().size() > 0) {
                waitClock = passage.gate().timer().after(nanos, this::waitedTooLong);
            }
        }
    }

    private void waitedTooLong() {
        call().failUnlessBegun(new WaitTimeoutException(call().name() + " did not start within "
                + Durations.text(plan.spec().terms().waitLimit()) + ": it " + passage.whatItAwaits()));
    }

    private Call<?> call() {
        return passage.call();
    }

    /** When the body must begin: a wait limit counts from the call, and may be earlier than what is inherited. Null for any time. */
    @Nullable
    Deadline startBy() {
        DeadlineClock from = inherited;
        if (plan.waitNanos() == 0) {
            return from == null ? null : from.deadline();
        }
        Deadline own = new Deadline(startBy, call().name());
        return from != null && from.deadline().isBefore(own) ? from.deadline() : own;
    }

    /** Whether it is not too late to begin; if it is, the call has failed. The clocks tell in time, unless they are late. */
    boolean mayBegin() {
        if (plan.waitNanos() > 0 && System.nanoTime() - startBy >= 0) {
            waitedTooLong();
            return false;
        }
        if (inherited != null && inherited.deadline().hasPassed()) {
            tooLate(inherited.deadline());
            return false;
        }
        return true;
    }

    // ---------------------------------------------------------------- the run

    /** The body begins. */
    void begun() {
        stopWaitClock();
        long nanos = plan.runNanos();
        if (nanos > 0) {
            limitRun(Deadline.after(nanos, call().name() + ", whose run is limited to " + runLimit()));
        }
    }

    private void stopWaitClock() {
        Future<?> running = waitClock;
        if (running != null) {
            running.cancel(false);
        }
    }

    private String runLimit() {
        return Durations.text(plan.spec().terms().runLimit());
    }

    /** Replaces what an earlier start of the body, which was taken back, may have set. A further run has the limit of the first. */
    private void limitRun(Deadline own) {
        boolean isSet = passage.attempt() > 1 && deadline != inherited;
        if (isSet || (inherited != null && inherited.deadline().isBefore(own))) {
            return;
        }
        leaveClock();
        DeadlineClock clock = new DeadlineClock(own, passage.gate().timer());
        deadline = clock;
        clock.add(this);
    }

    private void leaveClock() {
        DeadlineClock running = deadline;
        if (running != null) {
            running.remove(this);
        }
    }

    /** A deadline has passed: the call fails, whether or not its body has begun; nothing if the body has ended. */
    void tooLate(Deadline passed) {
        if (!call().failUnlessBegun(notStarted(passed)) && !call().expire(ranTooLong(passed, passage.earlier()))) {
            call().failUnlessBegun(notStarted(passed)); // its start was taken back meanwhile, or it is to be run again
        }
    }

    private MusterException notStarted(Deadline passed) {
        return passage.attempt() > 1
                ? new RunTimeoutException(
                        call().name() + past(passed) + " before run " + passage.attempt() + " had begun",
                        passage.earlier())
                : new WaitTimeoutException(call().name() + " did not start before the deadline of " + passed.of()
                        + ": it " + passage.whatItAwaits());
    }

    private RunTimeoutException ranTooLong(Deadline passed, @Nullable Throwable thrown) {
        return new RunTimeoutException(
                call().name()
                        + past(passed)
                        + (passage.attempt() > 1 ? " in " + passage.attempt() + " runs" : "")
                        + " and was interrupted; its worker and what it holds stay taken until its body has ended",
                thrown);
    }

    private String past(Deadline passed) {
        boolean isInherited = inherited != null && inherited.deadline().equals(passed);
        return isInherited ? " ran past the deadline of " + passed.of() + "," : " ran longer than " + runLimit();
    }

    /** A body that throws after its deadline, perhaps because of that, has run too long. Null if it has not. */
    @Nullable
    MusterException overdue(@Nullable Failure how) {
        Deadline passed = how == null ? null : deadline();
        return passed != null && passed.hasPassed()
                ? ranTooLong(passed, Objects.requireNonNull(how).cause())
                : null;
    }

    /** The call has ended. */
    void over() {
        stopWaitClock();
        leaveClock();
    }
}
