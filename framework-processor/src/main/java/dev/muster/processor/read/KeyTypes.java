package dev.muster.processor.read;

import com.google.auto.common.MoreElements;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * Knows which types have value equality, so that their values can be keys.
 *
 * <p>Where the class of a value may be another one than the declared type, as with interfaces and abstract classes, the
 * benefit of the doubt is given.
 */
final class KeyTypes {
    /** Annotations that give a class an {@code equals} which is not in its source. */
    private static final Set<String> WRITE_EQUALS = Set.of("lombok.Data", "lombok.EqualsAndHashCode", "lombok.Value");

    /** Classes with one object for each value, which need no {@code equals}. */
    private static final Set<String> CANONICAL = Set.of("java.lang.Class", "java.util.Currency");

    private final Language language;

    KeyTypes(Language language) {
        this.language = language;
    }

    /** Why values of a type are no keys, as the second half of a sentence, if they are none. */
    Optional<String> obstacle(TypeMirror type) {
        return new Walk().obstacle(type);
    }

    /** Looks through a type and what its equality depends on, each record once. */
    private final class Walk {
        private final Set<Element> seen = new HashSet<>();

        Optional<String> obstacle(TypeMirror type) {
            if (type instanceof ArrayType) {
                return Optional.of("arrays are equal only to themselves");
            }
            if (type instanceof TypeVariable variable) {
                return obstacle(variable.getUpperBound());
            }
            if (type instanceof WildcardType wildcard) {
                return Optional.ofNullable(wildcard.getExtendsBound()).flatMap(this::obstacle);
            }
            language.requireSupertypes(type);
            return type instanceof DeclaredType declared ? declared(declared) : Optional.empty();
        }

        private Optional<String> declared(DeclaredType type) {
            TypeElement element = Language.element(type);
            if (element.getKind() == ElementKind.RECORD) {
                return record(element);
            }
            if (element.getKind().isInterface()) {
                return isFunctional(element) ? Optional.of("functions are equal only to themselves") : arguments(type);
            }
            boolean concrete = element.getKind() == ElementKind.CLASS
                    && !element.getModifiers().contains(Modifier.ABSTRACT);
            return concrete && !hasEquals(element) && !isCanonical(element)
                    ? Optional.of("objects of class " + element.getSimpleName() + " are equal only to themselves")
                    : arguments(type);
        }

        /** A collection of the platform is as equal as what it holds. */
        private Optional<String> arguments(DeclaredType type) {
            boolean platforms =
                    MoreElements.getPackage(type.asElement()).getQualifiedName().contentEquals("java.util");
            return platforms ? first(type.getTypeArguments()) : Optional.empty();
        }

        private Optional<String> first(List<? extends TypeMirror> types) {
            return types.stream().flatMap(type -> obstacle(type).stream()).findFirst();
        }

        private Optional<String> record(TypeElement element) {
            if (!seen.add(element) || equalsOf(element).anyMatch(equals -> !isImplicit(equals))) {
                return Optional.empty();
            }
            return element.getRecordComponents().stream()
                    .flatMap(component -> obstacle(component.asType()).stream()
                            .map(why -> "in its component '" + component.getSimpleName() + "', " + why))
                    .findFirst();
        }
    }

    private static boolean isFunctional(TypeElement type) {
        return MoreElements.isAnnotationPresent(type, FunctionalInterface.class);
    }

    private static boolean isCanonical(TypeElement type) {
        return CANONICAL.contains(type.getQualifiedName().toString());
    }

    private boolean hasEquals(TypeElement type) {
        for (TypeElement at = type; !isObject(at); at = superclass(at)) {
            if (declaresEquals(at) || isGivenEquals(at)) {
                return true;
            }
        }
        return isObject(type);
    }

    private static boolean isObject(TypeElement type) {
        return type.getSuperclass().getKind() == TypeKind.NONE;
    }

    private static TypeElement superclass(TypeElement type) {
        return Language.element((DeclaredType) type.getSuperclass());
    }

    private boolean declaresEquals(TypeElement type) {
        return equalsOf(type).findAny().isPresent();
    }

    private Stream<ExecutableElement> equalsOf(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream().filter(this::isEquals);
    }

    /** Whether the compiler gave a record its {@code equals}; {@code Elements.getOrigin} does not tell. */
    private static boolean isImplicit(ExecutableElement equals) {
        return equals.getModifiers().contains(Modifier.FINAL)
                && equals.getAnnotationMirrors().isEmpty();
    }

    private boolean isEquals(ExecutableElement method) {
        return method.getSimpleName().contentEquals("equals")
                && method.getParameters().size() == 1
                && language.types()
                        .isSameType(method.getParameters().get(0).asType(), language.named("java.lang.Object"));
    }

    private static boolean isGivenEquals(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .map(mirror -> mirror.getAnnotationType().toString())
                .anyMatch(WRITE_EQUALS::contains);
    }
}
