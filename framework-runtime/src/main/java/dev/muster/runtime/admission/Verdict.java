package dev.muster.runtime.admission;

import dev.muster.MusterException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else decides about one call: open for it, closed until then, or refused for good. Its one request waits until
 * that is said. Known by its family from its making until {@link #forget}, so that the wait can be seen and given up.
 */
public final class Verdict extends Resource {
    private final String asked;
    private boolean admitted;
    private @Nullable MusterException refusal;
    private volatile String what;

    Verdict(Resources<?> family, Object call) {
        super(family, call);
        this.asked = family.name;
        this.what = "an answer";
    }

    /** The call may go on. */
    public void admit() {
        decide(true, null);
    }

    /** The call may not, because of {@code reason}. */
    public void refuse(MusterException reason) {
        decide(false, reason);
    }

    private void decide(boolean admits, @Nullable MusterException reason) {
        latch();
        admitted = admits;
        refusal = reason;
        unlatch();
        Turn.changed(this);
    }

    /** What the call waits for, in words. */
    public void awaits(String something) {
        what = something;
    }

    /** Nobody asks any more. */
    public void forget() {
        family.forget(this);
    }

    @Override
    boolean fits(Claim claim) {
        return admitted;
    }

    @Override
    void take(Claim claim) {}

    @Override
    void give(Claim claim) {}

    @Override
    @Nullable
    Supplier<MusterException> refusal(Claim claim) {
        MusterException reason = refusal;
        return reason == null ? null : () -> reason;
    }

    @Override
    boolean isIdle() {
        return false;
    }

    @Override
    Need need(Claim claim) {
        return Need.NONE;
    }

    @Override
    void advance() {
        Request next = null;
        Supplier<MusterException> reason = null;
        latch();
        Claim first = queue.first;
        if (first != null && (admitted || refusal != null)) {
            next = first.request();
            reason = refusal(first);
            queue.remove(first);
            next.over(reason == null);
        }
        unlatch();
        if (next != null) {
            next.tell(reason);
        }
    }

    @Override
    String condition() {
        return asked;
    }

    @Override
    public String label() {
        return what;
    }
}
