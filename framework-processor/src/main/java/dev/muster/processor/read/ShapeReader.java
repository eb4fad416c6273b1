package dev.muster.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.Component;
import dev.muster.processor.model.Shape;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds how values of a type cross to a child process. */
final class ShapeReader {
    /** Generic records may contain ever larger instances of themselves; nobody means more than this. */
    private static final int MOST_RECORDS = 200;

    private final Language language;
    private final PackageElement here;
    private final Set<String> byCodec;
    private final TypeReader names;
    private final Map<TypeName, List<Component>> records = new LinkedHashMap<>();

    /**
     * A reader for one dispatcher.
     *
     * @param byCodec the qualified names of the types that the user has a codec for
     */
    ShapeReader(Language language, PackageElement here, Set<String> byCodec) {
        this.language = language;
        this.here = here;
        this.byCodec = byCodec;
        this.names = new TypeReader(language, here, Map.of());
    }

    /** The records that were read, with their components; each once, however often and deep it occurs. */
    Map<TypeName, List<Component>> records() {
        return records;
    }

    Shape read(TypeMirror type) {
        return shape(new WireTypes(language).visit(type));
    }

    private Shape shape(TypeMirror type) {
        TypeName name = names.read(type);
        if (name.isPrimitive()) {
            return new Shape.Primitive(name);
        }
        if (type instanceof ArrayType array) {
            return array((ArrayTypeName) name, array.getComponentType());
        }
        return type instanceof DeclaredType declared
                ? declared(declared, name)
                : new Shape.Impossible(name, "is of a kind that Muster does not know", Advice.OTHER_TYPE);
    }

    private Shape array(ArrayTypeName name, TypeMirror element) {
        return element.getKind().isPrimitive()
                ? new Shape.Known(name, element.getKind().name() + "_ARRAY")
                : new Shape.ArrayOf(name, shape(element));
    }

    private Shape declared(DeclaredType type, TypeName name) {
        TypeElement element = Language.element(type);
        String qualified = element.getQualifiedName().toString();
        if (byCodec.contains(qualified)) {
            return new Shape.Serialized(name, names.className(element), List.of());
        }
        if (KnownTypes.CONSTANTS.containsKey(qualified)) {
            return new Shape.Known(name, KnownTypes.CONSTANTS.get(qualified));
        }
        if (isRaw(type)) {
            return new Shape.Impossible(name, "is raw: what it holds is unknown", Advice.RAW);
        }
        if (KnownTypes.FACTORIES.containsKey(qualified)) {
            return composed(KnownTypes.FACTORIES.get(qualified), type, name);
        }
        if (language.visibility(element, here) == Visibility.PRIVATE) {
            return new Shape.Impossible(name, "is hidden from the dispatcher", Advice.HIDDEN);
        }
        return switch (element.getKind()) {
            case ENUM -> new Shape.EnumOf(names.className(element), constants(element));
            case RECORD -> record(type, name);
            default ->
                new SealedTypes(language, here)
                        .permitted(type)
                        .map(permitted -> oneOf(permitted, name))
                        .orElseGet(() -> serialized(type, name));
        };
    }

    private Shape oneOf(List<DeclaredType> permitted, TypeName name) {
        List<Shape.Kind> kinds = permitted.stream()
                .map(kind -> new Shape.Kind(names.className(Language.element(kind)), shape(kind)))
                .toList();
        return new Shape.OneOf(name, kinds);
    }

    private static boolean isRaw(DeclaredType type) {
        return type.getTypeArguments().isEmpty()
                && !Language.element(type).getTypeParameters().isEmpty();
    }

    private Shape composed(KnownTypes.Factory factory, DeclaredType type, TypeName name) {
        List<Shape> parts = type.getTypeArguments().stream().map(this::shape).toList();
        return new Shape.Composed(name, factory.name(), parts, factory.maker());
    }

    private static List<String> constants(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> member.getSimpleName().toString())
                .toList();
    }

    private Shape record(DeclaredType type, TypeName name) {
        if (!records.containsKey(name)) {
            if (records.size() == MOST_RECORDS) {
                return new Shape.Impossible(name, "contains ever larger types of its own kind", Advice.OTHER_TYPE);
            }
            records.put(name, List.of()); // so that a recursive record finds itself
            records.put(name, components(type));
        }
        return new Shape.RecordOf(name);
    }

    private List<Component> components(DeclaredType type) {
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement component : Language.element(type).getRecordComponents()) {
            TypeMirror member = memberType(type, component);
            components.add(new Component(component.getSimpleName().toString(), read(member)));
        }
        return components;
    }

    private TypeMirror memberType(DeclaredType type, RecordComponentElement component) {
        Element accessor = component.getAccessor();
        return language.types().asMemberOf(type, accessor) instanceof ExecutableType method
                ? method.getReturnType()
                : component.asType();
    }

    private Shape serialized(DeclaredType type, TypeName name) {
        if (!language.is(type, "java.io.Serializable")) {
            return new Shape.Impossible(
                    name,
                    "is neither a type that Muster takes apart nor Serializable",
                    Advice.about(Language.element(type)));
        }
        Optional<? extends TypeMirror> stranger = type.getTypeArguments().stream()
                .filter(argument -> argument.getKind() != TypeKind.WILDCARD)
                .filter(argument -> !language.is(argument, "java.io.Serializable"))
                .findFirst();
        if (stranger.isPresent()) {
            String argument = SimpleNames.of(names.read(stranger.get()));
            return new Shape.Impossible(
                    name,
                    "has the type argument " + argument + ", which is not Serializable",
                    Advice.about(stranger.get()));
        }
        return new Shape.Serialized(name, names.className(Language.element(type)), new Reachable().from(type));
    }

    /** Collects the classes that the fields of a serializable type, and its permitted subclasses, are declared with. */
    private final class Reachable {
        private final Map<ClassName, TypeElement> found = new LinkedHashMap<>();

        List<ClassName> from(DeclaredType type) {
            visit(type);
            found.remove(names.className(Language.element(type)));
            return List.copyOf(found.keySet());
        }

        private void visit(TypeMirror type) {
            if (type instanceof ArrayType array) {
                visit(array.getComponentType());
            } else if (type.getKind() == TypeKind.ERROR) {
                throw new UnresolvedTypeException(type.toString());
            } else if (type instanceof DeclaredType declared) {
                declared.getTypeArguments().forEach(this::visit);
                visit(Language.element(declared));
            }
        }

        private void visit(TypeElement element) {
            boolean ours = !element.getQualifiedName().toString().startsWith("java.");
            boolean sendable = language.is(element.asType(), "java.io.Serializable");
            boolean seen = language.visibility(element, here) != Visibility.PRIVATE;
            if (ours && sendable && seen && found.putIfAbsent(names.className(element), element) == null) {
                element.getPermittedSubclasses().forEach(this::visit);
                visit(element.getSuperclass());
                fields(element);
            }
        }

        private void fields(TypeElement element) {
            ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
                    .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                    .filter(field -> !field.getModifiers().contains(Modifier.TRANSIENT))
                    .forEach(field -> visit(field.asType()));
        }
    }
}
