package dev.muster.runtime.claims;

import dev.muster.runtime.admission.Resource;
import java.util.function.BooleanSupplier;

/** The step for locks, where a condition must be true besides. */
final class StepOnCondition extends Step {
    private final BooleanSupplier condition;

    StepOnCondition(Passage passage, Resource resource, int take, BooleanSupplier condition) {
        super(passage, resource, take);
        this.condition = condition;
    }

    @Override
    protected BooleanSupplier condition() {
        return condition;
    }
}
