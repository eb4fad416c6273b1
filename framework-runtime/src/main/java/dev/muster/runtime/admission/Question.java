package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.call.Description;
import java.util.function.BooleanSupplier;

/**
 * One asking of the condition of a request that has taken everything on trial, at {@code epoch}. The request is {@code CHECKING},
 * which only the thread that asks can end.
 */
final class Question implements Runnable {
    private final Request request;
    private final BooleanSupplier condition;
    private final long epoch;

    Question(Request request, BooleanSupplier condition, long epoch) {
        this.request = request;
        this.condition = condition;
        this.epoch = epoch;
    }

    @Override
    public void run() {
        if (ask()) {
            request.granted();
        }
    }

    /** Whether the request is granted; {@link Request#granted} is not called. No latch is held. */
    boolean ask() {
        boolean holds = false;
        MusterException thrown = null;
        try {
            holds = Turn.answer(condition);
        } catch (Throwable failure) {
            thrown = new MusterException(
                    request.owner().name() + " awaits a condition, which threw " + Description.of(failure), failure);
        }
        request.latchAll();
        boolean closed = request.state() == Request.CLOSED;
        if (holds && !closed) {
            grant();
            return true;
        }
        request.giveAll();
        if (closed) {
            request.unlatchAll();
            request.wakeNext(condition);
        } else if (thrown != null) {
            fail(thrown);
        } else {
            request.waitForCondition(condition, epoch);
        }
        request.changedAll();
        return false;
    }

    /** Latches held; leaves without. */
    private void grant() {
        request.over(true);
        request.remember(condition, epoch, true);
        request.unlatchAll();
        request.wakeNextSharer();
    }

    /** Latches held; leaves without. */
    private void fail(MusterException thrown) {
        request.over(false);
        request.unlatchAll();
        request.wakeNext(condition);
        request.failed(thrown);
    }
}
