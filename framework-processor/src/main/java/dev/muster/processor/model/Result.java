package dev.muster.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * What an annotated method gives.
 *
 * @param kind nothing, a value, or a promise of one
 * @param type the type of the value: the promised one's for a promise, {@code void} for nothing
 * @param shape how the value crosses from a child process
 */
public record Result(Kind kind, TypeName type, Shape shape) {
    /** The sorts of results. */
    public enum Kind {
        /** The method is {@code void}. */
        NOTHING,
        /** The method returns its value. */
        VALUE,
        /** The method returns a {@code CompletionStage} or {@code Future} of its value. */
        PROMISE
    }

    /** The type argument of the task. */
    public TypeName boxed() {
        return type.box();
    }
}
