package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.KeyParameter;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a method has several resources, a key says which one it belongs to. */
final class KeyIsOfOneResource implements MethodRule {
    private static final int CODE = 442;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().names().size() < 2
                ? Optional.empty()
                : method.terms().keys().stream()
                        .filter(key -> key.resource().isEmpty())
                        .findFirst()
                        .map(key -> finding(method, key));
    }

    private static Finding finding(AnnotatedMethod method, KeyParameter key) {
        List<String> names = method.terms().names();
        String resources = method.terms().resources().stream()
                .map(Need::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        String named =
                names.stream().filter(name -> !name.isEmpty()).findFirst().orElseThrow();
        return new Finding(
                CODE,
                "Parameter '" + key.parameter() + "' of " + method + " could be a key of several resources: "
                        + resources + ".",
                "Name one, such as @Key(\"" + named + "\")"
                        + (names.contains("") ? "; @Permits gets a name by 'of'." : "."),
                key.place());
    }
}
