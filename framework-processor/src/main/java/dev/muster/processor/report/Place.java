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

    private Place(Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
        this.element = element;
        this.annotation = annotation;
        this.value = value;
    }

    /** The declaration of an element. */
    public static Place of(Element element) {
        return new Place(element, null, null);
    }

    /** An annotation of this element. */
    public Place annotation(AnnotationMirror mirror) {
        return new Place(element, mirror, null);
    }

    /** A value in this annotation. */
    public Place value(AnnotationValue written) {
        return new Place(element, annotation, written);
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
}
