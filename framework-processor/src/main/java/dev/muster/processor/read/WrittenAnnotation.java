package dev.muster.processor.read;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreElements;
import dev.muster.processor.report.Place;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** An annotation as it stands in the source. */
final class WrittenAnnotation {
    private final Element element;
    private final AnnotationMirror mirror;

    private WrittenAnnotation(Element element, AnnotationMirror mirror) {
        this.element = element;
        this.mirror = mirror;
    }

    /** The annotation of this type, which the element must have. */
    static WrittenAnnotation on(Element element, Class<? extends Annotation> type) {
        return new WrittenAnnotation(
                element, MoreElements.getAnnotationMirror(element, type).get());
    }

    String string(String member) {
        return value(member, String.class);
    }

    int integer(String member) {
        return value(member, Integer.class);
    }

    <E extends Enum<E>> E constant(String member, Class<E> type) {
        String name = value(member, VariableElement.class).getSimpleName().toString();
        return Enum.valueOf(type, name);
    }

    /** The qualified names of a member's classes. */
    List<String> classes(String member) {
        List<String> names = new ArrayList<>();
        for (Object each : value(member, List.class)) {
            Object type = ((AnnotationValue) each).getValue();
            if (!(type instanceof TypeMirror)) { // a name that the compiler could not resolve
                throw new UnresolvedTypeException(mirror + "." + member);
            }
            names.add(type.toString());
        }
        return names;
    }

    /** Where each member that the user wrote is. */
    Map<String, Place> places() {
        Place annotation = Place.of(element).annotation(mirror);
        Map<String, Place> places = new LinkedHashMap<>();
        mirror.getElementValues()
                .forEach((member, value) -> places.put(member.getSimpleName().toString(), annotation.value(value)));
        return places;
    }

    private <T> T value(String member, Class<T> type) {
        Object value = AnnotationMirrors.getAnnotationValue(mirror, member).getValue();
        if (!type.isInstance(value)) { // a name that the compiler could not resolve
            throw new UnresolvedTypeException(mirror + "." + member);
        }
        return type.cast(value);
    }
}
