package dev.muster.processor.write;

import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.Form;

/** Writes one form of a method into its dispatcher. */
interface FormWriter {
    /** Adds the form's methods, and the types that they need. */
    void write(MethodLayout method, TypeSpec.Builder dispatcher);

    /** The writer of a form. */
    static FormWriter of(Form form) {
        return switch (form) {
            case BLOCKING -> new BlockingWriter();
            case ONE -> new OneWriter();
            case ALL -> new AllWriter();
            case STREAM -> new StreamWriter();
            case ARRAY -> new ArrayWriter();
        };
    }
}
