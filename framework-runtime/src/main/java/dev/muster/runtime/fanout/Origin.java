package dev.muster.runtime.fanout;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.call.CallSite;
import dev.muster.runtime.workers.Glance;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a fan-out comes from.
 *
 * @param site the method whose calls it starts
 * @param pool where they run
 * @param startedBy the call whose body started the fan-out, or null
 * @param waits whether its calls wait to be admitted before they are queued
 * @param firstNumber the number in the name of its first call
 * @param home who is told of the fan-out
 * @param glance for who waits for its calls
 * @param lending given each call that goes to its pool at once, if a thread that is no worker lends to those; else null
 */
public record Origin(
        CallSite site,
        WorkerPool pool,
        @Nullable Call<?> startedBy,
        boolean waits,
        long firstNumber,
        Home home,
        Glance glance,
        @Nullable Consumer<? super Call<?>> lending) {
    /** Whoever keeps track of the fan-outs in flight. */
    public interface Home {
        /** Why calls of a method may not start, given the call whose body starts them; null if they may. */
        @Nullable
        MusterException refusal(MethodSpec spec, String call, @Nullable Call<?> startedBy);

        /** A call is placed that goes to its pool at once, and takes its part in the limits of the one that started it. */
        void placed(Call<?> call);

        /** A fan-out begins. */
        void opened(InFlight fanOut);

        /** A fan-out is complete. */
        void closed(InFlight fanOut);

        /** A fan-out failed and nobody has looked at that; {@code failure} does not hold {@code fanOut}. */
        void unobserved(Object fanOut, FanOutFailure failure);

        /**
         * Runs {@code wait}, in which this thread waits for all calls of a fan-out.
         *
         * @throws InterruptedException if {@code wait} does
         * @throws MusterException if the wait would never end
         */
        <F extends InFlight & CallOwner> void await(F fanOut, Waiting wait) throws InterruptedException;

        /** As {@link #await}, for {@code head} alone, or where that is null for any of them. */
        <F extends InFlight & CallOwner> void awaitNext(F fanOut, @Nullable Call<?> head, Waiting wait)
                throws InterruptedException;

        /** A listener threw. */
        void listenerFailed(String listener, Throwable thrown);
    }

    /** A wait. */
    @FunctionalInterface
    public interface Waiting {
        /** Waits. */
        void run() throws InterruptedException;
    }

    /** Gives a new call its place. */
    void place(Call<?> call, long number, CallOwner fanOut) {
        call.place(number, startedBy, fanOut);
        if (lending != null && !waits) {
            lending.accept(call);
        }
    }

    /** Whether somebody who holds something may wait for its calls: a hint. */
    boolean isForHolder() {
        return lending != null || Call.isOfHolder(startedBy);
    }

    /** A call is made, and nobody else knows it: queued, unless it has to be admitted before. */
    void queue(Call<?> call) {
        if (!waits) {
            call.queueUnshared();
        }
    }

    /** Whether {@code condition} is true within a moment. A body that waits does not look, since its worker is wanted. */
    boolean sees(BooleanSupplier condition) {
        LocalRunner runner = LocalRunner.current();
        return (runner == null || !runner.isBusy()) && glance.sees(condition);
    }

    @Nullable
    MusterException refusal(String call) {
        return home.refusal(site.spec(), call, startedBy);
    }

    String callName(long index) {
        return site.spec().name() + "-" + (firstNumber + index);
    }

    /** The name of the generated method with this suffix, such as {@code squareAll}. */
    String methodName(String suffix) {
        return site.spec().name() + suffix;
    }
}
