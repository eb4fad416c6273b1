package dev.muster.processor.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Replaces type variables and wildcards by their bounds: what is left is a type that a constant can have. */
final class WireTypes extends SimpleTypeVisitor14<TypeMirror, Void> {
    private final Language language;
    private final Set<Element> open = new HashSet<>();

    WireTypes(Language language) {
        this.language = language;
    }

    @Override
    protected TypeMirror defaultAction(TypeMirror type, Void none) {
        return type;
    }

    @Override
    public TypeMirror visitArray(ArrayType type, Void none) {
        return language.types().getArrayType(visit(type.getComponentType()));
    }

    @Override
    public TypeMirror visitDeclared(DeclaredType type, Void none) {
        if (type.getTypeArguments().isEmpty()) {
            return type;
        }
        TypeElement element = Language.element(type);
        List<TypeMirror> arguments = new ArrayList<>();
        for (int i = 0; i < type.getTypeArguments().size(); i++) {
            TypeMirror declared = element.getTypeParameters().get(i).asType();
            arguments.add(argument(type.getTypeArguments().get(i), declared));
        }
        TypeMirror[] all = arguments.toArray(new TypeMirror[0]);
        return Language.outer(type)
                .map(outer -> language.types().getDeclaredType(outer, element, all))
                .orElseGet(() -> language.types().getDeclaredType(element, all));
    }

    /** A wildcard without an upper bound has that of the parameter it stands for; nothing is known of a variable in its own. */
    private TypeMirror argument(TypeMirror argument, TypeMirror declared) {
        if (argument instanceof TypeVariable variable && open.contains(variable.asElement())) {
            return language.types().getWildcardType(null, null);
        }
        return argument instanceof WildcardType wildcard && wildcard.getExtendsBound() == null
                ? visit(declared)
                : visit(argument);
    }

    @Override
    public TypeMirror visitWildcard(WildcardType type, Void none) {
        return visit(type.getExtendsBound());
    }

    /** A variable that occurs in its own bound is erased there. */
    @Override
    public TypeMirror visitTypeVariable(TypeVariable type, Void none) {
        if (!open.add(type.asElement())) {
            return language.types().erasure(type);
        }
        try {
            return visit(type.getUpperBound());
        } finally {
            open.remove(type.asElement());
        }
    }

    /** Of several bounds, one that can cross. */
    @Override
    public TypeMirror visitIntersection(IntersectionType type, Void none) {
        return type.getBounds().stream()
                .filter(bound -> language.is(bound, "java.io.Serializable"))
                .findFirst()
                .map(this::visit)
                .orElseGet(() -> visit(type.getBounds().get(0)));
    }
}
