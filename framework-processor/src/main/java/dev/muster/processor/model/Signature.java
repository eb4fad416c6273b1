package dev.muster.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.stream.Collectors;

/** What tells methods of one class apart: the name and the erased parameter types. */
public record Signature(String name, List<TypeName> parameters) {
    /** Copies the parameters. */
    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** The signature as users write it, with simple names. */
    @Override
    public String toString() {
        return parameters.stream().map(SimpleNames::of).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
