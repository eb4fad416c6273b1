package dev.muster.processor.check;

import dev.muster.processor.model.KeyParameter;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** Dispatchers call methods; a constructor's parameter is no key of anything. */
final class KeyIsOfMethod implements TypeRule {
    private static final int CODE = 444;

    @Override
    public Optional<Finding> check(Target target) {
        return target.strayKeys().stream().findFirst().map(key -> finding(target, key));
    }

    private static Finding finding(Target target, KeyParameter key) {
        return new Finding(
                CODE,
                "Parameter '" + key.parameter() + "' is marked as a key, but it belongs to a constructor of " + target
                        + ", which no dispatcher calls.",
                "Move @Key to a parameter of an annotated method.",
                key.place());
    }
}
