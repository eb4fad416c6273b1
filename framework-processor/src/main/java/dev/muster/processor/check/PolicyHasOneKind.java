package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A policy is of one kind, because it is asked at one point of a call. */
final class PolicyHasOneKind implements PolicyRule {
    private static final int CODE = 602;

    @Override
    public Optional<Finding> check(Policy policy) {
        return !policy.isAround() || !policy.isAdmission()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        policy + " is enforced by " + SimpleNames.of(policy.type())
                                + ", which is an AroundPolicy and an AdmissionPolicy at once.",
                        "Make two classes of it, and an annotation that carries both.",
                        policy.place()));
    }
}
