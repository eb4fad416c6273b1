package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From one style of name to another. */
final class Names {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private Names() {}

    /** A name that none has yet. Without a tag JavaPoet would draw a random one. */
    static String fresh(NameAllocator names, String wanted) {
        return names.newName(wanted, new Object());
    }

    /** {@code squareElsewhere} becomes {@code SQUARE_ELSEWHERE}. */
    static String constant(String camel) {
        return BETWEEN_WORDS.matcher(camel).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** {@code Map<String, int[]>} becomes {@code MAP_OF_STRING_AND_INT_ARRAY}. */
    static String constant(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return constant(array.componentType()) + "_ARRAY";
        }
        if (type instanceof ParameterizedTypeName generic) {
            return generic.typeArguments().stream()
                    .map(Names::constant)
                    .collect(Collectors.joining("_AND_", constant(generic.rawType()) + "_OF_", ""));
        }
        return constant(camel(type));
    }

    /** {@code Outer.Inner<String>} becomes {@code InnerOfString}. */
    static String camel(TypeName type) {
        if (type instanceof ClassName name) {
            return name.simpleName().substring(name.simpleName().lastIndexOf('.') + 1);
        }
        if (type instanceof ParameterizedTypeName generic) {
            return generic.typeArguments().stream()
                    .map(Names::camel)
                    .collect(Collectors.joining("And", camel(generic.rawType()) + "Of", ""));
        }
        return type instanceof ArrayTypeName array ? camel(array.componentType()) + "Array" : capital(type);
    }

    /** {@code int} becomes {@code Int}, as in {@code putInt}. */
    static String capital(TypeName simple) {
        String name = simple.toString();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
