package dev.muster.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Where in the user's source a finding belongs: an element or, more precisely, its annotation or a value in that. */
public final class Place {
    private final Element element;
    private final @Nullable AnnotationMirror annotation;
    private final @Nullable AnnotationValue value;
    private final @Nullable Repetition repetition;

    private Place(
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value,
            @Nullable Repetition repetition) {
        this.element = element;
        this.annotation = annotation;
        this.value = value;
        this.repetition = repetition;
    }

    /**
     * Where the value is among annotations of one type on one element, which the compiler has put into a container.
     *
     * @param annotation the simple name of the annotation
     * @param nth the annotation's place among its like, from 0
     * @param member the member that has the value, or empty for the annotation itself
     * @param index the value's place in the member's array, or -1 for the whole member
     */
    record Repetition(String annotation, int nth, String member, int index) {}

    /** The declaration of an element. */
    public static Place of(Element element) {
        return new Place(element, null, null, null);
    }

    /** An annotation of this element. */
    public Place annotation(AnnotationMirror mirror) {
        return new Place(element, mirror, null, null);
    }

    /** One of the annotations in this one, which is their container. */
    public Place repeated(String name, int nth, AnnotationValue contained) {
        return new Place(element, annotation, contained, new Repetition(name, nth, "", -1));
    }

    /** A member of this annotation. */
    public Place member(String name, AnnotationValue written) {
        return inside(name, -1, written);
    }

    /** A value in the array that a member of this annotation has. */
    public Place inside(String member, int index, AnnotationValue written) {
        Repetition inside =
                repetition == null ? null : new Repetition(repetition.annotation(), repetition.nth(), member, index);
        return new Place(element, annotation, written, inside);
    }

    Element element() {
        return element;
    }

    @Nullable
    AnnotationMirror annotation() {
        return annotation;
    }

    @Nullable
    AnnotationValue value() {
        return value;
    }

    @Nullable
    Repetition repetition() {
        return repetition;
    }
}
