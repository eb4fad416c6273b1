package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A policy wraps bodies or decides when calls start. */
final class PolicyHasKind implements PolicyRule {
    private static final int CODE = 601;

    @Override
    public Optional<Finding> check(Policy policy) {
        return policy.isAround() || policy.isAdmission()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        policy + " is enforced by " + SimpleNames.of(policy.type()) + ", which is no policy.",
                        "Let it implement AroundPolicy or AdmissionPolicy.",
                        policy.place()));
    }
}
