package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds which of some declared type variables occur in types, directly or in the bounds of those that do. */
final class Mentions {
    private final List<TypeVariableName> declared;
    private final Set<String> found = new LinkedHashSet<>();

    Mentions(List<TypeVariableName> declared) {
        this.declared = declared;
    }

    void add(TypeName type) {
        if (type instanceof TypeVariableName variable) {
            addVariable(variable.name());
        } else if (type instanceof ArrayTypeName array) {
            add(array.componentType());
        } else if (type instanceof ParameterizedTypeName generic) {
            generic.typeArguments().forEach(this::add);
            if (generic.enclosingType() != null) {
                add(generic.enclosingType());
            }
        } else if (type instanceof WildcardTypeName wildcard) {
            wildcard.upperBounds().forEach(this::add);
            wildcard.lowerBounds().forEach(this::add);
        }
    }

    private void addVariable(String name) {
        if (found.add(name)) {
            declared.stream()
                    .filter(variable -> variable.name().equals(name))
                    .forEach(variable -> variable.bounds().forEach(this::add));
        }
    }

    /** Those that occur, with their bounds, in the order of their declaration. */
    List<TypeVariableName> inOrder() {
        return declared.stream()
                .filter(variable -> found.contains(variable.name()))
                .toList();
    }
}
