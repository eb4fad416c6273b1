package dev.muster.runtime.admission;

import dev.muster.MusterException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A request that notes what becomes of it. */
final class Probe extends Request {
    final Probe.TestOwner by;
    final @Nullable BooleanSupplier condition;
    volatile int granted;
    volatile int failed;
    volatile @Nullable MusterException reason;
    volatile Runnable onGranted = () -> {};
    volatile Runnable onFailed = () -> {};

    Probe(TestOwner by, Resource resource, int take, @Nullable BooleanSupplier condition) {
        super(by, resource, take);
        this.by = by;
        this.condition = condition;
    }

    Probe(String name, Resource resource, int take) {
        this(new TestOwner(name, null), resource, take, null);
    }

    /** Submits; a grant at once counts as one. */
    Probe ask() {
        if (submit()) {
            granted();
        }
        return this;
    }

    boolean holds() {
        return granted > 0;
    }

    @Override
    protected @Nullable BooleanSupplier condition() {
        return condition;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // told once
    protected void granted() {
        granted++;
        onGranted.run();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // told once
    protected void failed(MusterException why) {
        reason = why;
        failed++;
        onFailed.run();
    }

    /** An owner with a name. */
    static final class TestOwner extends Owner {
        private final String name;
        private final @Nullable Owner parent;

        TestOwner(String name, @Nullable Owner parent) {
            this.name = name;
            this.parent = parent;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        protected @Nullable Owner parent() {
            return parent;
        }
    }
}
