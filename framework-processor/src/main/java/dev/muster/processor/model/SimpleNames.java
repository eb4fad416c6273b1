package dev.muster.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Types as people say them: without packages. */
public final class SimpleNames {
    private SimpleNames() {}

    /** The type without packages, such as {@code Map<String, Outer.Inner[]>}. */
    public static String of(TypeName type) {
        if (type instanceof ClassName name) {
            String first = name.simpleNames().get(0); // qualified where generated code must write it in full
            List<String> all = new ArrayList<>(name.simpleNames());
            all.set(0, first.substring(first.lastIndexOf('.') + 1));
            return String.join(".", all);
        }
        if (type instanceof ArrayTypeName array) {
            return of(array.componentType()) + "[]";
        }
        if (type instanceof ParameterizedTypeName generic) {
            return generic.typeArguments().stream()
                    .map(SimpleNames::of)
                    .collect(Collectors.joining(", ", of(generic.rawType()) + "<", ">"));
        }
        return type.toString();
    }
}
