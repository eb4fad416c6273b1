package dev.muster.runtime.border;

import dev.muster.SharedBarrier;
import dev.muster.runtime.protocol.Ask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A barrier that the parent keeps. */
final class RemoteBarrier implements SharedBarrier {
    private final RemoteHandles handles;
    private final String name;
    private final int parties;

    RemoteBarrier(RemoteHandles handles, String name, int parties) {
        this.handles = handles;
        this.name = name;
        this.parties = parties;
    }

    private Ask ask(Ask.What what, long nanos) {
        return RemoteHandles.ask(what, name, null, parties, nanos, 0, false);
    }

    private long value(Ask.What what) {
        return handles.askWhateverHappens(ask(what, 0)).value();
    }

    @Override
    public int await() throws InterruptedException {
        try {
            return arrive(Ask.FOR_EVER);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int await(long time, TimeUnit unit) throws InterruptedException, TimeoutException {
        return arrive(Math.max(0, unit.toNanos(time)));
    }

    private int arrive(long nanos) throws InterruptedException, TimeoutException {
        return (int) handles.arrive(ask(Ask.What.ARRIVE, nanos)).value();
    }

    @Override
    public int parties() {
        return parties;
    }

    @Override
    public int waiting() {
        return (int) value(Ask.What.BARRIER_WAITING);
    }

    @Override
    public void reset() {
        value(Ask.What.RESET);
    }

    @Override
    public void abort() {
        value(Ask.What.ABORT);
    }

    @Override
    public boolean isBroken() {
        return value(Ask.What.IS_BROKEN) != 0;
    }

    @Override
    public String toString() {
        return handles.text(ask(Ask.What.BARRIER_TEXT, 0));
    }
}
