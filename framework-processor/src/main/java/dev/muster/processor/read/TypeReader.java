package dev.muster.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Visibility;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Reads types into names, without their annotations, and notes on the way what the compiler would warn of and what the
 * dispatcher cannot see.
 */
final class TypeReader extends SimpleTypeVisitor14<TypeName, Void> {
    /** Inside a generated call, these mean the member types of {@code Future} and {@code ArrayCall}. */
    private static final Set<String> INHERITED_BY_CALLS = Set.of("State", "ElementFailure");

    private final Language language;
    private final PackageElement here;
    private final Map<Element, String> renamed;
    private final Set<Lint> lints = EnumSet.noneOf(Lint.class);
    private Optional<ClassName> hidden = Optional.empty();

    /**
     * A reader for one signature.
     *
     * @param here the package of the dispatcher
     * @param renamed names for the type variables that cannot keep their own
     */
    TypeReader(Language language, PackageElement here, Map<Element, String> renamed) {
        this.language = language;
        this.here = here;
        this.renamed = renamed;
    }

    TypeName read(TypeMirror type) {
        return type.accept(this, null);
    }

    List<TypeName> readAll(List<? extends TypeMirror> types) {
        return types.stream().map(this::read).toList();
    }

    TypeName erasure(TypeMirror type) {
        return new TypeReader(language, here, renamed).read(language.types().erasure(type));
    }

    /** A type variable as it is declared, with its bounds. */
    TypeVariableName declaration(TypeParameterElement parameter) {
        return TypeVariableName.get(
                name(parameter), readAll(parameter.getBounds()).toArray(new TypeName[0]));
    }

    /**
     * The name of a type as generated code must write it: in full, by way of a name without a package, where the simple name
     * would be taken for another type's.
     */
    ClassName className(TypeElement element) {
        if (element.getEnclosingElement() instanceof TypeElement outer) {
            return className(outer).nestedClass(element.getSimpleName().toString());
        }
        ClassName name = ClassName.get(element);
        return INHERITED_BY_CALLS.contains(name.simpleName()) ? ClassName.get("", name.canonicalName()) : name;
    }

    /** What the compiler would warn of, so far. */
    Set<Lint> lints() {
        return lints;
    }

    /** The first type that the dispatcher cannot see, so far. */
    Optional<ClassName> hidden() {
        return hidden;
    }

    @Override
    public TypeName visitPrimitive(PrimitiveType type, Void none) {
        return TypeName.get(language.types().getPrimitiveType(type.getKind())); // without annotations
    }

    @Override
    public TypeName visitNoType(NoType type, Void none) {
        return TypeName.VOID;
    }

    @Override
    public TypeName visitArray(ArrayType type, Void none) {
        return ArrayTypeName.of(read(type.getComponentType()));
    }

    @Override
    public TypeName visitError(ErrorType type, Void none) {
        throw new UnresolvedTypeException(type.toString());
    }

    @Override
    public TypeName visitDeclared(DeclaredType type, Void none) {
        TypeElement element = Language.element(type);
        note(element, type);
        List<TypeName> arguments = readAll(type.getTypeArguments());
        Optional<TypeName> around = Language.outer(type).map(this::read);
        if (around.isPresent() && around.get() instanceof ParameterizedTypeName outer) {
            return outer.nestedClass(element.getSimpleName().toString(), arguments);
        }
        ClassName name = className(element);
        return arguments.isEmpty() ? name : ParameterizedTypeName.get(name, arguments.toArray(new TypeName[0]));
    }

    @Override
    public TypeName visitTypeVariable(TypeVariable type, Void none) {
        return TypeVariableName.get(name(type.asElement()));
    }

    @Override
    public TypeName visitWildcard(WildcardType type, Void none) {
        if (type.getExtendsBound() != null) {
            return WildcardTypeName.subtypeOf(read(type.getExtendsBound()));
        }
        return type.getSuperBound() == null
                ? WildcardTypeName.subtypeOf(Object.class)
                : WildcardTypeName.supertypeOf(read(type.getSuperBound()));
    }

    @Override
    public TypeName visitIntersection(IntersectionType type, Void none) {
        return read(type.getBounds().get(0));
    }

    @Override
    protected TypeName defaultAction(TypeMirror type, Void none) {
        throw new IllegalStateException("a " + type.getKind() + " in a signature: " + type);
    }

    private String name(Element variable) {
        return renamed.getOrDefault(variable, variable.getSimpleName().toString());
    }

    private void note(TypeElement element, DeclaredType use) {
        language.collectLints(element, lints);
        if (use.getTypeArguments().isEmpty() && !element.getTypeParameters().isEmpty()) {
            lints.add(Lint.RAWTYPES);
        }
        if (hidden.isEmpty() && language.visibility(element, here) == Visibility.PRIVATE) {
            hidden = Optional.of(ClassName.get(element));
        }
    }
}
