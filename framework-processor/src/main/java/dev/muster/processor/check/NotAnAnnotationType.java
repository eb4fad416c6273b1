package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** Members of an annotation type are no methods that one could run. */
final class NotAnAnnotationType implements TypeRule {
    private static final int CODE = 104;

    @Override
    public Optional<Finding> check(Target target) {
        return target.kind() != Target.Kind.ANNOTATION
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        target + " is an annotation type, whose members cannot run on workers.",
                        "Annotate methods of a class, record, enum or interface instead.",
                        target.methods().get(0).place()));
    }
}
