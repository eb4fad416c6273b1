package dev.muster.processor.read;

import dev.muster.processor.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Finds the types that the values of a sealed type have. */
final class SealedTypes {
    private final Language language;
    private final PackageElement here;

    SealedTypes(Language language, PackageElement here) {
        this.language = language;
        this.here = here;
    }

    /** The permitted types, where the dispatcher can see all of them and they are all that there is. */
    Optional<List<DeclaredType>> permitted(DeclaredType type) {
        TypeElement element = Language.element(type);
        boolean closed = element.getModifiers().contains(Modifier.SEALED)
                && element.getModifiers().contains(Modifier.ABSTRACT);
        if (!closed) {
            return Optional.empty();
        }
        List<DeclaredType> all = new ArrayList<>();
        for (TypeMirror permitted : element.getPermittedSubclasses()) {
            kindOf(type, Language.element((DeclaredType) permitted)).ifPresent(all::add);
        }
        return all.size() == element.getPermittedSubclasses().size() ? Optional.of(all) : Optional.empty();
    }

    /** A permitted type with the arguments that make it one of {@code type}. */
    private Optional<DeclaredType> kindOf(DeclaredType type, TypeElement permitted) {
        if (language.visibility(permitted, here) == Visibility.PRIVATE) {
            return Optional.empty();
        }
        List<TypeMirror> arguments = new ArrayList<>();
        for (TypeParameterElement parameter : permitted.getTypeParameters()) {
            argument(type, permitted, parameter).ifPresent(arguments::add);
        }
        if (arguments.size() < permitted.getTypeParameters().size()) {
            return Optional.empty();
        }
        return Optional.of(language.types().getDeclaredType(permitted, arguments.toArray(new TypeMirror[0])))
                .filter(kind -> language.types().isSubtype(kind, type));
    }

    /** What a parameter stands for: the argument of {@code type} in the place to which it is handed on as it is. */
    private Optional<TypeMirror> argument(DeclaredType type, TypeElement permitted, TypeParameterElement parameter) {
        for (TypeMirror parent : language.types().directSupertypes(permitted.asType())) {
            DeclaredType declared = (DeclaredType) parent;
            if (declared.asElement().equals(type.asElement())) {
                int place = declared.getTypeArguments().indexOf(parameter.asType());
                return place < 0
                        ? Optional.empty()
                        : Optional.of(type.getTypeArguments().get(place));
            }
        }
        return Optional.empty();
    }
}
