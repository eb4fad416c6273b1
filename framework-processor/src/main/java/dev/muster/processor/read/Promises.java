package dev.muster.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Knows {@code CompletionStage} and {@code Future}, and what they promise. */
final class Promises {
    private static final List<String> KINDS =
            List.of("java.util.concurrent.CompletionStage", "java.util.concurrent.Future");

    private final Language language;

    Promises(Language language) {
        this.language = language;
    }

    /** The type of the promised value, if {@code type} or a supertype is a promise. */
    Optional<TypeMirror> promised(TypeMirror type) {
        return KINDS.stream().flatMap(kind -> find(type, kind).stream()).findFirst();
    }

    private Optional<TypeMirror> find(TypeMirror type, String kind) {
        if (!language.is(type, kind)) {
            return Optional.empty();
        }
        if (type instanceof TypeVariable variable) {
            return find(variable.getUpperBound(), kind);
        }
        if (type instanceof DeclaredType declared
                && Language.element(declared).getQualifiedName().contentEquals(kind)) {
            return Optional.of(value(declared));
        }
        Stream<? extends TypeMirror> supertypes = language.types().directSupertypes(type).stream();
        return supertypes.flatMap(above -> find(above, kind).stream()).findFirst();
    }

    private TypeMirror value(DeclaredType promise) {
        if (promise.getTypeArguments().isEmpty()) {
            return language.named("java.lang.Object");
        }
        TypeMirror argument = promise.getTypeArguments().get(0);
        if (argument.getKind() != TypeKind.WILDCARD) {
            return argument;
        }
        TypeMirror bound = ((WildcardType) argument).getExtendsBound();
        return bound == null ? language.named("java.lang.Object") : bound;
    }
}
