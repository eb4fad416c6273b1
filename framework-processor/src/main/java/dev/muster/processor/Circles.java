package dev.muster.processor;

import com.palantir.javapoet.ClassName;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.read.TargetReader;
import dev.muster.processor.read.UnresolvedTypeException;
import dev.muster.processor.report.Finding;
import dev.muster.processor.report.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** Finds out which types still wait because they mention dispatchers that cannot be written before they have been read. */
final class Circles {
    private static final int CODE = 109;

    private final Map<ClassName, UnresolvedTypeException> missing = new LinkedHashMap<>();

    Circles(List<TypeElement> waiting, TargetReader reader) {
        for (TypeElement type : waiting) {
            try {
                reader.read(type);
            } catch (UnresolvedTypeException why) {
                missing.put(ClassName.get(type), why);
            }
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        missing.forEach((type, why) -> why.place()
                .filter(place -> leadsBack(type))
                .ifPresent(place -> findings.add(finding(type, why, place))));
        return findings;
    }

    private boolean leadsBack(ClassName start) {
        Optional<ClassName> at = needed(start);
        for (int steps = 0; steps < missing.size() && at.isPresent(); steps++) {
            if (at.get().equals(start)) {
                return true;
            }
            at = needed(at.get());
        }
        return false;
    }

    /** The type that still waits and whose dispatcher this one mentions. */
    private Optional<ClassName> needed(ClassName type) {
        String mentioned = Objects.requireNonNull(missing.get(type)).type();
        return missing.keySet().stream()
                .filter(other -> isMeant(mentioned, Target.dispatcher(other)))
                .findFirst();
    }

    private static boolean isMeant(String mentioned, ClassName dispatcher) {
        return (mentioned + ".").startsWith(dispatcher.simpleName() + ".")
                || (mentioned + ".").startsWith(dispatcher.canonicalName() + ".");
    }

    private Finding finding(ClassName type, UnresolvedTypeException why, Place place) {
        ClassName needed = needed(type).orElseThrow();
        String before = needed.equals(type)
                ? "before this method has been read."
                : "before " + SimpleNames.of(needed) + ", which in turn needs that of " + SimpleNames.of(type) + ".";
        return new Finding(
                CODE,
                SimpleNames.of(type) + " mentions " + why.type() + ", which cannot be written " + before,
                "Keep the dispatcher in a field, which is not read, or move the method to another class.",
                place);
    }
}
