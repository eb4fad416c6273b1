package dev.muster.processor.read;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreElements;
import dev.muster.policy.EnforcedBy;
import dev.muster.processor.report.Place;
import java.lang.annotation.Repeatable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * An annotation that counts for an element: written there, or carried by the type of one that counts. Repeated ones are given
 * one by one, but for Muster's own.
 *
 * @param mirror the annotation
 * @param place where it stands or, if it is carried, where the one that stands for it does
 * @param isCarried whether it is carried
 */
record Occurrence(AnnotationMirror mirror, Place place, boolean isCarried) {
    /** All that count, in the order of the source; what an annotation carries follows it. */
    static List<Occurrence> of(Element element) {
        List<? extends AnnotationMirror> mirrors = element.getAnnotationMirrors();
        if (mirrors.isEmpty()) {
            return List.of();
        }
        List<Occurrence> all = new ArrayList<>();
        for (AnnotationMirror mirror : mirrors) {
            Place place = Place.of(element).annotation(mirror);
            add(new Occurrence(mirror, place, false), new HashSet<>(), all);
        }
        return all;
    }

    private static void add(Occurrence occurrence, Set<TypeElement> path, List<Occurrence> all) {
        TypeElement type = occurrence.type();
        if (isOfJava(type) && !occurrence.isCarried) {
            all.add(occurrence);
        }
        if (isOfJava(type) || !path.add(type)) {
            return;
        }
        List<Occurrence> inside = occurrence.isOfMuster() ? List.of() : occurrence.repeated();
        inside.forEach(each -> add(each, path, all));
        if (inside.isEmpty()) {
            all.add(occurrence);
        }
        if (!occurrence.isOfMuster()) {
            type.getAnnotationMirrors()
                    .forEach(carried -> add(new Occurrence(carried, occurrence.place, true), path, all));
        }
        path.remove(type);
    }

    /** Those carry nothing that counts. */
    private static boolean isOfJava(TypeElement type) {
        return type.getQualifiedName().toString().startsWith("java.lang.");
    }

    TypeElement type() {
        return MoreElements.asType(mirror.getAnnotationType().asElement());
    }

    /** Whether it is one of Muster's own. */
    boolean isOfMuster() {
        return TargetReader.isOfMuster(type().getQualifiedName().toString());
    }

    /** What makes it a policy, if it is one. */
    Optional<AnnotationMirror> enforced() {
        return isOfMuster()
                ? Optional.empty()
                : MoreElements.getAnnotationMirror(type(), EnforcedBy.class).toJavaUtil();
    }

    /** Whether it means something to Muster. */
    boolean matters() {
        return isOfMuster() || enforced().isPresent();
    }

    /** Those inside, if it contains repeated ones. */
    private List<Occurrence> repeated() {
        Optional<TypeElement> contained = contained(type());
        if (contained.isEmpty()) {
            return List.of();
        }
        String name = contained.get().getSimpleName().toString();
        List<Occurrence> inside = new ArrayList<>();
        for (AnnotationValue value : values()) {
            if (value.getValue() instanceof AnnotationMirror each) {
                Place at = isCarried ? place : place.repeated(name, inside.size(), value);
                inside.add(new Occurrence(each, at, isCarried));
            }
        }
        return inside;
    }

    private List<? extends AnnotationValue> values() {
        return mirror.getElementValues().entrySet().stream()
                .filter(member -> member.getKey().getSimpleName().contentEquals("value"))
                .map(Map.Entry::getValue)
                .filter(value -> value.getValue() instanceof List<?>)
                .flatMap(value -> ((List<?>) value.getValue()).stream())
                .filter(AnnotationValue.class::isInstance)
                .map(AnnotationValue.class::cast)
                .toList();
    }

    /** Whether an annotation type exists to contain others that mean something to Muster. */
    static boolean isContainer(TypeElement container) {
        return contained(container).filter(TargetReader::matters).isPresent();
    }

    /** The type of annotations that this one exists to contain. */
    private static Optional<TypeElement> contained(TypeElement container) {
        return ElementFilter.methodsIn(container.getEnclosedElements()).stream()
                .filter(member -> member.getSimpleName().contentEquals("value"))
                .flatMap(member -> annotations(member).stream())
                .filter(type -> isContainedIn(container, type))
                .findFirst();
    }

    private static Optional<TypeElement> annotations(ExecutableElement member) {
        boolean isArray = member.getReturnType() instanceof ArrayType array
                && array.getComponentType().getKind() == TypeKind.DECLARED;
        return isArray
                ? Optional.of(Language.element((DeclaredType) ((ArrayType) member.getReturnType()).getComponentType()))
                : Optional.empty();
    }

    private static boolean isContainedIn(TypeElement wanted, TypeElement candidate) {
        return MoreElements.getAnnotationMirror(candidate, Repeatable.class)
                .toJavaUtil()
                .map(repeatable -> AnnotationMirrors.getAnnotationValue(repeatable, "value")
                        .getValue()
                        .toString())
                .filter(container -> wanted.getQualifiedName().contentEquals(container))
                .isPresent();
    }
}
