package dev.muster.processor.read;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import dev.muster.processor.model.Deprecation;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Surroundings;
import dev.muster.processor.model.Visibility;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What the compiler knows, asked the way that reading needs it.
 *
 * <p>Remembers what is asked again for every method; so it is good for one round.
 */
final class Language {
    private final Elements elements;
    private final Types types;
    private final Map<String, TypeMirror> named = new HashMap<>();
    private final Map<PackageElement, Surroundings> surroundings = new HashMap<>();

    Language(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    Elements elements() {
        return elements;
    }

    Types types() {
        return types;
    }

    /** Who may use a type from {@code here}, all its enclosing types considered. */
    Visibility visibility(TypeElement type, PackageElement here) {
        Visibility narrowest = Visibility.PUBLIC;
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            Visibility own = own(at, here);
            narrowest = own.compareTo(narrowest) > 0 ? own : narrowest;
        }
        return narrowest;
    }

    /** Who may use a member of a type that is itself visible. */
    Visibility own(Element element, PackageElement here) {
        Set<Modifier> modifiers = element.getModifiers();
        if (modifiers.contains(Modifier.PUBLIC)) {
            return Visibility.PUBLIC;
        }
        boolean near = !modifiers.contains(Modifier.PRIVATE)
                && MoreElements.getPackage(element).equals(here);
        return near ? Visibility.PACKAGE : Visibility.PRIVATE;
    }

    /** The type itself or the nearest enclosing one that is declared private. */
    Optional<ClassName> hiddenBy(TypeElement type) {
        for (Element at = type; at instanceof TypeElement enclosing; at = at.getEnclosingElement()) {
            if (enclosing.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(ClassName.get(enclosing));
            }
        }
        return Optional.empty();
    }

    /** Whether users of an element are told to keep away. */
    Deprecation deprecation(Element element) {
        if (!elements.isDeprecated(element)) {
            return Deprecation.NONE;
        }
        return MoreElements.getAnnotationMirror(element, Deprecated.class)
                        .transform(mirror -> AnnotationMirrors.getAnnotationValue(mirror, "forRemoval")
                                .getValue())
                        .or(false)
                        .equals(true)
                ? Deprecation.FOR_REMOVAL
                : Deprecation.DEPRECATED;
    }

    /** What the compiler would warn of where the element, or a type around it, is mentioned. */
    void collectLints(Element element, Set<Lint> into) {
        for (Element at = element; at != null && at.getKind() != ElementKind.PACKAGE; at = at.getEnclosingElement()) {
            switch (deprecation(at)) {
                case DEPRECATED -> into.add(Lint.DEPRECATION);
                case FOR_REMOVAL -> into.add(Lint.REMOVAL);
                case NONE -> {}
            }
        }
    }

    /** What {@code @SuppressWarnings} says of the element and of those around it. */
    Set<String> suppressed(Element element) {
        Set<String> all = new HashSet<>();
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            WrittenAnnotation.on(at, SuppressWarnings.class)
                    .ifPresent(annotation -> all.addAll(annotation.strings("value")));
        }
        return all;
    }

    /** What a dispatcher in a package finds around it. */
    Surroundings surroundings(PackageElement here) {
        return surroundings.computeIfAbsent(here, this::lookAround);
    }

    private Surroundings lookAround(PackageElement here) {
        boolean hidden = Surroundings.JAVA_LANG.stream()
                .anyMatch(name -> elements.getTypeElement(here.getQualifiedName() + "." + name) != null);
        return new Surroundings(isVisible(Generated.class.getName(), here), hidden);
    }

    /** Whether code in a package can mention a class. */
    private boolean isVisible(String name, PackageElement here) {
        ModuleElement module = elements.getModuleOf(here);
        return (module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name)) != null;
    }

    /** The type by its qualified name, without arguments. */
    TypeMirror named(String name) {
        return named.computeIfAbsent(
                name, wanted -> elements.getTypeElement(wanted).asType());
    }

    /**
     * Whether values of a type are also values of a class of the platform.
     *
     * @throws UnresolvedTypeException if that depends on a type that is not there yet
     */
    boolean is(TypeMirror type, String name) {
        return types.isAssignable(types.erasure(type), named(name)) || hasBound(type, name) || inherits(type, name);
    }

    /** The long way: javac remembers from the first round that a type inherits from one that was not there. */
    private boolean inherits(TypeMirror type, String name) {
        requireThere(type);
        if (isOfPlatform(type)) {
            return types.isAssignable(types.erasure(type), named(name));
        }
        return type instanceof DeclaredType declared
                && (element(declared).getQualifiedName().contentEquals(name)
                        || types.directSupertypes(type).stream().anyMatch(above -> inherits(above, name)));
    }

    /** Whether nothing that a type inherits from can be missing. */
    private static boolean isOfPlatform(TypeMirror type) {
        return type instanceof DeclaredType declared
                && element(declared).getQualifiedName().toString().startsWith("java.");
    }

    /**
     * Makes sure that everything is there which a type inherits from.
     *
     * @throws UnresolvedTypeException if not
     */
    void requireSupertypes(TypeMirror type) {
        requireThere(type);
        if (type instanceof DeclaredType && !isOfPlatform(type)) {
            types.directSupertypes(type).forEach(this::requireSupertypes);
        }
    }

    private static void requireThere(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnresolvedTypeException(type.toString());
        }
    }

    /** Whether an exception must be declared. */
    boolean isChecked(TypeMirror thrown) {
        return !is(thrown, "java.lang.RuntimeException") && !is(thrown, "java.lang.Error");
    }

    private boolean hasBound(TypeMirror type, String name) {
        return type.getKind() == TypeKind.TYPEVAR && types.isAssignable(type, named(name));
    }

    /**
     * The type around that of an inner class.
     *
     * <p>The Eclipse compiler also tells of types around static classes, which have nothing to do with them.
     */
    static Optional<DeclaredType> outer(DeclaredType type) {
        boolean isInner = !element(type).getModifiers().contains(Modifier.STATIC)
                && type.getEnclosingType().getKind() == TypeKind.DECLARED;
        return isInner ? Optional.of((DeclaredType) type.getEnclosingType()) : Optional.empty();
    }

    /** The element behind a declared type. */
    static TypeElement element(DeclaredType type) {
        return (TypeElement) type.asElement();
    }
}
