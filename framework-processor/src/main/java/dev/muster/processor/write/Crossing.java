package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.muster.processor.model.Shape;
import java.util.Optional;

/**
 * One value on its way out or back: the statement that puts it and the expression that gets it.
 *
 * <p>Where its type has variables or wildcards the wire sees their bounds, and the value is cast on both ways.
 */
final class Crossing {
    private static final ClassName STRING = ClassName.get(String.class);

    private final Formats formats;
    private final TypeName type;
    private final Shape shape;

    Crossing(Formats formats, TypeName type, Shape shape) {
        this.formats = formats;
        this.type = type;
        this.shape = shape;
    }

    /** Whether a cast is one that the compiler cannot check. */
    boolean isUnchecked() {
        return !type.equals(shape.type());
    }

    /** Puts {@code value}. */
    CodeBlock write(String out, CodeBlock value) {
        Optional<String> direct = direct();
        if (direct.isPresent()) {
            return CodeBlock.of("$N.put$L($L)", out, direct.get(), value);
        }
        boolean needless = !isUnchecked() || type instanceof TypeVariableName;
        return CodeBlock.of("$L.write($N, $L)", formats.of(shape), out, needless ? value : cast(shape.type(), value));
    }

    /** Gets a value. */
    CodeBlock read(String in) {
        Optional<String> direct = direct();
        if (direct.isPresent()) {
            return CodeBlock.of("$N.get$L()", in, direct.get());
        }
        CodeBlock read = CodeBlock.of("$L.read($N)", formats.of(shape), in);
        return isUnchecked() ? cast(type, read) : read;
    }

    /** What reader and writer call a type that they know themselves, such as {@code Int}, {@code Ints} or {@code String}. */
    private Optional<String> direct() {
        if (type.isPrimitive()) {
            return Optional.of(Names.capital(type));
        }
        if (type instanceof ArrayTypeName array && array.componentType().isPrimitive()) {
            return Optional.of(Names.capital(array.componentType()) + "s");
        }
        return type.equals(STRING) ? Optional.of("String") : Optional.empty();
    }

    /** Between two parameterizations of one type there is no direct way. */
    private CodeBlock cast(TypeName to, CodeBlock value) {
        return CodeBlock.of(isGeneric(to) ? "($T) (Object) $L" : "($T) $L", to, value);
    }

    private static boolean isGeneric(TypeName type) {
        return type instanceof ArrayTypeName array
                ? isGeneric(array.componentType())
                : type instanceof ParameterizedTypeName;
    }
}
