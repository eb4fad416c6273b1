package dev.muster.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * How values of one type cross to a child process and back.
 *
 * <p>{@link #type()} is the type as the wire sees it: type variables and wildcards have given way to their bounds.
 */
public sealed interface Shape {
    /** The type as the wire sees it. */
    TypeName type();

    /** The shapes that this one is made of. A record's are kept apart, since records may be recursive. */
    default List<Shape> parts() {
        return List.of();
    }

    /** Nothing, the result of a {@code void} method. */
    record Nothing(TypeName type) implements Shape {}

    /** A primitive, written as it is. */
    record Primitive(TypeName type) implements Shape {}

    /** A type for which the framework has a format, by the name of its constant. */
    record Known(TypeName type, String constant) implements Shape {}

    /** An enum, by ordinal. */
    record EnumOf(ClassName type, List<String> constants) implements Shape {}

    /** An array of something other than primitives. */
    record ArrayOf(ArrayTypeName type, Shape element) implements Shape {
        @Override
        public List<Shape> parts() {
            return List.of(element);
        }
    }

    /**
     * A collection, map, optional or entry, by the name of the factory that combines formats.
     *
     * @param maker the class that is built by {@code new}, where the factory does not choose it
     */
    record Composed(TypeName type, String factory, List<Shape> parts, Optional<ClassName> maker) implements Shape {}

    /** A record, component by component; they are found in {@link Target#records()}. */
    record RecordOf(TypeName type) implements Shape {}

    /** A sealed type, whose permitted ones are told apart by their places in the list. */
    record OneOf(TypeName type, List<Kind> kinds) implements Shape {
        @Override
        public List<Shape> parts() {
            return kinds.stream().map(Kind::shape).toList();
        }
    }

    /**
     * A type that a sealed one permits.
     *
     * @param raw the type without arguments
     */
    record Kind(ClassName raw, Shape shape) {}

    /**
     * A type that travels by codec or Java serialization.
     *
     * @param raw the type without arguments
     * @param allowed other types that may occur in its values
     */
    record Serialized(TypeName type, ClassName raw, List<ClassName> allowed) implements Shape {}

    /**
     * A type whose values cannot cross.
     *
     * @param reason why, as what a sentence says of the type: "is raw"
     * @param wayOut what to do about it, as a sentence without its period
     */
    record Impossible(TypeName type, String reason, String wayOut) implements Shape {}
}
