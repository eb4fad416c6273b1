package dev.muster.runtime.admission;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that sleep until one condition comes true under one set of locks; oldest first.
 *
 * <p>Exists while somebody sleeps. Written with the latches of all its locks held, which every request that sleeps here holds
 * in any case. The answer to the condition is kept for as long as no exclusive hold of any of the locks has ended, so that a
 * condition that many wait for is asked once.
 */
final class Sleepers {
    final BooleanSupplier condition;
    private final List<Units> locks;
    private final Queue queue = new Queue();
    private long answeredAt = -1;
    private boolean answer;

    Sleepers(BooleanSupplier condition, List<Units> locks) {
        this.condition = condition;
        this.locks = locks;
        locks.forEach(lock -> lock.add(this));
    }

    @Nullable
    Request first() {
        Claim first = queue.first;
        return first == null ? null : first.request();
    }

    /** Adds those who sleep until {@code into} has {@code most}, and says how many sleep in all. */
    int addTo(int most, List<? super Request> into) {
        for (Claim claim = queue.first; claim != null && into.size() < most; claim = claim.next) {
            into.add(claim.request());
        }
        return queue.size();
    }

    /** What is known of the condition at {@code epoch}, or null. */
    @Nullable
    Boolean answerAt(long epoch) {
        return answeredAt == epoch ? answer : null;
    }

    void answered(long epoch, boolean holds) {
        answeredAt = epoch;
        answer = holds;
    }

    /** Adds a request at the place of its age: at the end if it is new here, in front if it slept here before. */
    void add(Request request) {
        Claim last = queue.last();
        if (last == null || last.request().since() - request.since() <= 0) {
            queue.add(request);
            return;
        }
        Claim before = null;
        for (Claim at = queue.first; at != null && at.request().since() - request.since() <= 0; at = at.next) {
            before = at;
        }
        queue.insert(request, before);
    }

    void remove(Request request) {
        queue.remove(request);
        if (queue.isEmpty()) {
            locks.forEach(lock -> lock.remove(this));
        }
    }
}
