package dev.muster.processor.read;

import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** Whether a type mentions type variables. */
final class Variables extends SimpleTypeVisitor14<Boolean, Void> {
    private static final Variables VISITOR = new Variables();

    private Variables() {
        super(false);
    }

    static boolean areIn(TypeMirror type) {
        return type.accept(VISITOR, null);
    }

    @Override
    public Boolean visitTypeVariable(TypeVariable type, Void none) {
        return true;
    }

    @Override
    public Boolean visitArray(ArrayType type, Void none) {
        return areIn(type.getComponentType());
    }

    @Override
    public Boolean visitDeclared(DeclaredType type, Void none) {
        return type.getTypeArguments().stream().anyMatch(Variables::areIn);
    }

    @Override
    public Boolean visitWildcard(WildcardType type, Void none) {
        return isIn(type.getExtendsBound()) || isIn(type.getSuperBound());
    }

    private static boolean isIn(@Nullable TypeMirror bound) {
        return bound != null && areIn(bound);
    }
}
