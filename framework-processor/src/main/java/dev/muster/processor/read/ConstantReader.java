package dev.muster.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Visibility;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads the values of annotations' members into expressions. */
final class ConstantReader {
    private final Language language;
    private final PackageElement here;
    private final TypeReader types;

    ConstantReader(Language language, PackageElement here, TypeReader types) {
        this.language = language;
        this.here = here;
        this.types = types;
    }

    Policy.Member read(ExecutableElement member, AnnotationValue value) {
        String name = member.getSimpleName().toString();
        TypeName type = types.read(language.types().erasure(member.getReturnType()));
        Optional<String> obstacle = obstacle(value);
        CodeBlock code = obstacle.isPresent() ? CodeBlock.of("") : code(value, member.getReturnType());
        return new Policy.Member(name, type, code, obstacle);
    }

    /** Why there is no expression for a value. */
    private Optional<String> obstacle(AnnotationValue value) {
        Object constant = value.getValue();
        if (constant instanceof AnnotationMirror) {
            return Optional.of("is an annotation");
        }
        if (constant instanceof List<?> elements) {
            return elements.stream()
                    .flatMap(element -> obstacle((AnnotationValue) element).stream())
                    .findFirst();
        }
        return constant instanceof TypeMirror type ? hidden(type) : Optional.empty();
    }

    private Optional<String> hidden(TypeMirror type) {
        boolean isHidden = type instanceof DeclaredType declared
                && language.visibility(Language.element(declared), here) == Visibility.PRIVATE;
        return isHidden
                ? Optional.of("names " + SimpleNames.of(TypeName.get(type)) + ", which the dispatcher cannot see")
                : Optional.empty();
    }

    private CodeBlock code(AnnotationValue value, TypeMirror type) {
        Object constant = value.getValue();
        if (constant instanceof List<?> elements) {
            return array(elements, ((ArrayType) type).getComponentType());
        }
        if (constant instanceof VariableElement choice) {
            return CodeBlock.of("$T.$L", types.read(choice.asType()), choice.getSimpleName());
        }
        if (constant instanceof TypeMirror named) {
            return CodeBlock.of("$T.class", types.read(language.types().erasure(named)));
        }
        if (type.getKind() == TypeKind.DECLARED && !(constant instanceof String)) {
            throw new UnresolvedTypeException(constant.toString());
        }
        return primitive(constant);
    }

    private CodeBlock array(List<?> elements, TypeMirror type) {
        CodeBlock all = elements.stream()
                .map(element -> code((AnnotationValue) element, type))
                .collect(CodeBlock.joining(", "));
        TypeName array = ArrayTypeName.of(types.read(language.types().erasure(type)));
        return CodeBlock.of("new $T {$L}", array, all);
    }

    private static CodeBlock primitive(Object constant) {
        if (constant instanceof String text) {
            return CodeBlock.of("$L", literal(text));
        }
        if (constant instanceof Character character) {
            boolean isPlain = character > ' ' && character < 127 && character != '\'' && character != '\\';
            return isPlain ? CodeBlock.of("'$L'", character) : CodeBlock.of("(char) $L", (int) character);
        }
        if (constant instanceof Long number) {
            return CodeBlock.of("$LL", number);
        }
        if (constant instanceof Float number) {
            return floating(number, "f", Float.class);
        }
        if (constant instanceof Double number) {
            return floating(number, "d", Double.class);
        }
        if (constant instanceof Byte || constant instanceof Short) {
            return CodeBlock.of("($L) $L", constant instanceof Byte ? "byte" : "short", constant);
        }
        return CodeBlock.of("$L", constant);
    }

    /** In ASCII, whatever the encoding of sources is, and without the characters at which lines are broken. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\t' -> literal.append("\\t");
                case '\r' -> literal.append("\\r");
                default -> literal.append(c >= ' ' && c < 127 ? String.valueOf(c) : escaped(c));
            }
        }
        return literal.append('"').toString();
    }

    /** Control characters in octal: those behind a {@code u} would be what they mean before the literal is read. */
    private static String escaped(char c) {
        return c < ' ' ? "\\%03o".formatted((int) c) : "\\u%04x".formatted((int) c);
    }

    private static CodeBlock floating(Number number, String suffix, Class<?> type) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return CodeBlock.of("$T.NaN", type);
        }
        if (Double.isInfinite(value)) {
            return CodeBlock.of(value > 0 ? "$T.POSITIVE_INFINITY" : "$T.NEGATIVE_INFINITY", type);
        }
        return CodeBlock.of("$L$L", number, suffix);
    }
}
