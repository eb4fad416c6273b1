package dev.muster.processor.check;

import dev.muster.AwaitEvent;
import dev.muster.processor.model.Need;
import dev.muster.processor.report.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An event that is awaited is set by some method.
 *
 * <p>A warning, since code may set it too, by its handle, or methods of another module. Where only a part of a module is
 * compiled, classes that were compiled before count; where there are such that cannot be looked into, nothing is said.
 */
final class AwaitedEventIsSet implements ModuleRule {
    private static final int CODE = 433;
    private static final String SUPPRESSED = "MUSTER-" + CODE;

    @Override
    public List<Finding> check(Module module) {
        Set<String> set = module.targets().stream()
                .flatMap(target -> target.methods().stream())
                .flatMap(method -> method.terms().fires().stream())
                .map(Need::name)
                .collect(Collectors.toSet());
        List<Use> unset = unset(module, set);
        if (unset.isEmpty()) {
            return List.of();
        }
        return module.setElsewhere()
                .get()
                .map(elsewhere -> unset.stream()
                        .filter(use -> !elsewhere.contains(use.need().name()))
                        .map(use -> finding(use, set))
                        .toList())
                .orElse(List.of());
    }

    /** The first use of each awaited event that is not among these, unless the user says that it is meant so. */
    private static List<Use> unset(Module module, Set<String> set) {
        Set<String> seen = new HashSet<>(set);
        return Use.in(module.targets()).stream()
                .filter(use -> use.need().by().type() == AwaitEvent.class)
                .filter(use -> !use.method().suppressed().contains(SUPPRESSED))
                .filter(use -> seen.add(use.need().name()))
                .toList();
    }

    private static Finding finding(Use use, Set<String> set) {
        String name = use.need().name();
        String fix = Suggestion.among(set, name)
                .orElse("Annotate the method that does with @FireEvent(\"" + name
                        + "\") or, if its handle is used, write @SuppressWarnings(\"" + SUPPRESSED + "\").");
        return Finding.warning(
                CODE,
                "No method that is compiled here sets event \"" + name + "\", which " + use.method() + " awaits.",
                fix,
                use.need().place());
    }
}
