package dev.muster.stress.admission;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.LockOrder;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;
import dev.muster.runtime.admission.ThreadOwner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A request that counts what becomes of it. */
final class Ask extends Request {
    final AtomicInteger granted = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    private final @Nullable BooleanSupplier condition;

    Ask(Owner owner, Resource resource, int take, @Nullable BooleanSupplier condition) {
        super(owner, resource, take);
        this.condition = condition;
    }

    Ask(Resource resource, int take) {
        this(new By(null), resource, take, null);
    }

    static Admission admission() {
        return new Admission(ThreadOwner::current, Admission.Blocking.PLAIN, new LockOrder(text -> {}, false));
    }

    void ask() {
        if (submit()) {
            granted();
        }
    }

    /** 1 granted, 2 failed, 0 neither, 3 and more: told twice. */
    int outcome() {
        return granted.get() + 2 * failed.get();
    }

    @Override
    protected @Nullable BooleanSupplier condition() {
        return condition;
    }

    @Override
    protected void granted() {
        granted.incrementAndGet();
    }

    @Override
    protected void failed(MusterException reason) {
        failed.incrementAndGet();
    }

    /** An owner, perhaps started by another. */
    static final class By extends Owner {
        private final @Nullable Owner parent;

        By(@Nullable Owner parent) {
            this.parent = parent;
        }

        @Override
        public String name() {
            return "owner";
        }

        @Override
        protected @Nullable Owner parent() {
            return parent;
        }
    }
}
