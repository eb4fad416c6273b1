package dev.muster.processor.read;

import com.google.auto.common.AnnotationMirrors;
import dev.muster.processor.model.Written;
import dev.muster.processor.report.Place;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** An annotation as it stands in the source. */
final class WrittenAnnotation {
    private final Class<? extends Annotation> type;
    private final Place place;
    private final AnnotationMirror mirror;
    private final Written written;

    private @Nullable Map<String, AnnotationValue> values; // with defaults, once they are asked for

    private final boolean isCarried; // by another annotation, at whose place findings belong

    private WrittenAnnotation(
            Class<? extends Annotation> type, Place place, AnnotationMirror mirror, boolean isCarried) {
        this.type = type;
        this.place = place;
        this.mirror = mirror;
        this.isCarried = isCarried;
        this.written = new Written(type, place, isCarried ? Map.of() : members(place, mirror));
    }

    private static Map<String, Place> members(Place place, AnnotationMirror mirror) {
        Map<String, Place> members = new LinkedHashMap<>();
        mirror.getElementValues().forEach((member, value) -> {
            String name = member.getSimpleName().toString();
            members.put(name, place.member(name, value));
        });
        return members;
    }

    /** The annotation of this type, if the element has it; for types that cannot be repeated. */
    static Optional<WrittenAnnotation> on(Element element, Class<? extends Annotation> type) {
        return all(element, List.of(type)).stream().findFirst();
    }

    /**
     * The element's annotations of these types, in the order of the source. Where one of the types contains others that are
     * repeated, those are given in its stead. What another annotation carries counts as if it were written there; of types that
     * cannot be repeated only if the element itself has none.
     */
    static List<WrittenAnnotation> all(Element element, List<Class<? extends Annotation>> types) {
        List<WrittenAnnotation> all = new ArrayList<>();
        for (Occurrence occurrence : Occurrence.of(element)) {
            String name = occurrence.type().getQualifiedName().toString();
            types.stream()
                    .filter(type -> name.equals(type.getCanonicalName()))
                    .map(type -> new WrittenAnnotation(
                            type, occurrence.place(), occurrence.mirror(), occurrence.isCarried()))
                    .forEach(annotation -> all.addAll(annotation.uncontained()));
        }
        all.removeIf(annotation -> annotation.isCarried && all.stream().anyMatch(annotation::yieldsTo));
        return all;
    }

    private boolean yieldsTo(WrittenAnnotation other) {
        return other.type == type && !other.isCarried && !type.isAnnotationPresent(Repeatable.class);
    }

    /** The annotation itself or, if it is a container, those inside. */
    private List<WrittenAnnotation> uncontained() {
        Class<?> contained = type.getEnclosingClass();
        if (contained == null) {
            return List.of(this);
        }
        List<WrittenAnnotation> inside = new ArrayList<>();
        for (AnnotationValue value : values("value")) {
            Place repeated = isCarried ? place : place.repeated(contained.getSimpleName(), inside.size(), value);
            AnnotationMirror each = cast(value, AnnotationMirror.class, "value");
            inside.add(new WrittenAnnotation(contained.asSubclass(Annotation.class), repeated, each, isCarried));
        }
        return inside;
    }

    Class<? extends Annotation> type() {
        return type;
    }

    String string(String member) {
        return value(member, String.class);
    }

    int integer(String member) {
        return value(member, Integer.class);
    }

    <E extends Enum<E>> E constant(String member, Class<E> constants) {
        String name = value(member, VariableElement.class).getSimpleName().toString();
        return Enum.valueOf(constants, name);
    }

    /** The texts of an array member. */
    List<String> strings(String member) {
        return values(member).stream()
                .map(value -> cast(value, String.class, member))
                .toList();
    }

    /** The qualified names of a member's classes. */
    List<String> classes(String member) {
        return values(member).stream()
                .map(value -> cast(value, TypeMirror.class, member).toString())
                .toList();
    }

    /** Where the annotation and its members are. */
    Written written() {
        return written;
    }

    /** Where a value of an array member is; a single one may stand there without braces. */
    Place place(String member, int index) {
        List<AnnotationValue> values = values(member);
        return values.size() == 1 || isCarried ? written.at(member) : place.inside(member, index, values.get(index));
    }

    private List<AnnotationValue> values(String member) {
        List<AnnotationValue> values = new ArrayList<>();
        for (Object each : value(member, List.class)) {
            values.add((AnnotationValue) each);
        }
        return values;
    }

    private <T> T value(String member, Class<T> wanted) {
        if (values == null) {
            values = new HashMap<>();
            for (var each :
                    AnnotationMirrors.getAnnotationValuesWithDefaults(mirror).entrySet()) {
                values.put(each.getKey().getSimpleName().toString(), each.getValue());
            }
        }
        return cast(Objects.requireNonNull(values.get(member)), wanted, member);
    }

    private <T> T cast(AnnotationValue value, Class<T> wanted, String member) {
        if (!wanted.isInstance(value.getValue())) { // a name that the compiler could not resolve
            throw new UnresolvedTypeException(mirror + "." + member);
        }
        return wanted.cast(value.getValue());
    }
}
