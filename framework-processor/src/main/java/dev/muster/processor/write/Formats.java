package dev.muster.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Component;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Shape;
import dev.muster.processor.model.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code class Formats}: how values of the types in a dispatcher's signatures cross to child processes, a constant for
 * each type.
 *
 * <p>A constant comes after those that it is made of. A record's is made of two methods instead of other constants, so that
 * records may contain themselves; they come first.
 */
final class Formats {
    private final ClassName name;
    private final Map<TypeName, List<Component>> records;
    private final Map<TypeName, String> constants = new LinkedHashMap<>();
    private final Map<TypeName, Shape> shapes = new LinkedHashMap<>();
    private final NameAllocator constantNames = new NameAllocator();
    private final NameAllocator methodNames = new NameAllocator();

    Formats(Target target, ClassName name) {
        this.name = name;
        this.records = target.records();
        collect(target);
    }

    private void collect(Target target) {
        records.keySet().forEach(record -> add(new Shape.RecordOf(record)));
        Stream<Shape> components =
                records.values().stream().flatMap(List::stream).map(Component::shape);
        Stream<Shape> signatures = target.methods().stream()
                .filter(AnnotatedMethod::isRemote)
                .flatMap(method -> Stream.concat(
                        method.parameters().stream().map(Parameter::shape),
                        Stream.of(method.result().shape())));
        Stream.concat(signatures, components).forEach(this::add);
    }

    private void add(Shape shape) {
        shape.parts().forEach(this::add);
        if (needsConstant(shape) && !constants.containsKey(shape.type())) {
            constants.put(shape.type(), Names.fresh(constantNames, Names.constant(shape.type())));
            shapes.put(shape.type(), shape);
        }
    }

    private static boolean needsConstant(Shape shape) {
        return !(shape instanceof Shape.Nothing || shape instanceof Shape.Primitive || shape instanceof Shape.Known);
    }

    boolean isEmpty() {
        return constants.isEmpty();
    }

    /** The format of a shape, from outside the class. */
    CodeBlock of(Shape shape) {
        return shape instanceof Shape.Known known
                ? CodeBlock.of("$T.$L", Api.WIRE_FORMATS, known.constant())
                : CodeBlock.of("$T.$N", name, constants.get(shape.type()));
    }

    /** The format of a shape, from inside. */
    private CodeBlock inside(Shape shape) {
        return shape instanceof Shape.Known ? of(shape) : CodeBlock.of("$N", constants.get(shape.type()));
    }

    TypeSpec write() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("How arguments and results cross to child processes and back.")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
        List<MethodSpec> methods = new ArrayList<>();
        shapes.values().forEach(shape -> type.addField(constant(shape, methods)));
        methods.add(
                0,
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        return type.addMethods(methods).build();
    }

    private FieldSpec constant(Shape shape, List<MethodSpec> methods) {
        FieldSpec.Builder field = FieldSpec.builder(Api.of(Api.WIRE_FORMAT, shape.type()), constants.get(shape.type()))
                .addModifiers(Modifier.STATIC, Modifier.FINAL);
        if (shape instanceof Shape.RecordOf record) {
            return field.initializer(record(record, methods)).build();
        }
        if (isUnchecked(shape)) {
            field.addAnnotation(MethodLayout.suppressing("unchecked"));
        }
        return field.initializer(initializer(shape)).build();
    }

    private CodeBlock initializer(Shape shape) {
        if (shape instanceof Shape.EnumOf constants) {
            return CodeBlock.of("$T.enumOf($T.values())", Api.WIRE_FORMATS, constants.type());
        }
        if (shape instanceof Shape.ArrayOf array) {
            return array(array);
        }
        if (shape instanceof Shape.Composed composed) {
            return composed(composed);
        }
        if (shape instanceof Shape.OneOf family) {
            return oneOf(family);
        }
        return serialized((Shape.Serialized) shape);
    }

    private CodeBlock array(Shape.ArrayOf array) {
        CodeBlock maker = isUnchecked(array)
                ? CodeBlock.of(
                        "size -> ($T) new $T[size]",
                        array.type(),
                        unbounded(array.element().type()))
                : CodeBlock.of("$T::new", array.type());
        return CodeBlock.of("$T.array($L, $L)", Api.WIRE_FORMATS, inside(array.element()), maker);
    }

    private CodeBlock composed(Shape.Composed composed) {
        List<CodeBlock> arguments = new ArrayList<>();
        composed.parts().forEach(part -> arguments.add(inside(part)));
        composed.maker().ifPresent(maker -> arguments.add(CodeBlock.of("$T::new", maker)));
        return CodeBlock.of("$T.$L($L)", Api.WIRE_FORMATS, composed.factory(), CodeBlock.join(arguments, ",$W"));
    }

    private CodeBlock oneOf(Shape.OneOf family) {
        List<CodeBlock> kinds = family.kinds().stream()
                .map(kind -> CodeBlock.of("new $T<>($T.class, $L)", Api.WIRE_KIND, kind.raw(), inside(kind.shape())))
                .toList();
        return CodeBlock.of("$T.oneOf(\n$>$>$L$<$<)", Api.WIRE_FORMATS, CodeBlock.join(kinds, ",\n"));
    }

    private static CodeBlock serialized(Shape.Serialized serialized) {
        List<CodeBlock> classes = new ArrayList<>();
        classes.add(CodeBlock.of("$T.class", serialized.raw()));
        serialized.allowed().forEach(allowed -> classes.add(CodeBlock.of("$T.class", allowed)));
        return CodeBlock.of("$T.object($L)", Api.WIRE_FORMATS, CodeBlock.join(classes, ",$W"));
    }

    private static boolean isUnchecked(Shape shape) {
        return shape instanceof Shape.ArrayOf array && array.element().type() instanceof ParameterizedTypeName;
    }

    private static TypeName unbounded(TypeName type) {
        ParameterizedTypeName generic = (ParameterizedTypeName) type;
        TypeName[] any = generic.typeArguments().stream()
                .map(argument -> WildcardTypeName.subtypeOf(Object.class))
                .toArray(TypeName[]::new);
        return ParameterizedTypeName.get(generic.rawType(), any);
    }

    private CodeBlock record(Shape.RecordOf record, List<MethodSpec> methods) {
        String kind = Names.camel(record.type());
        String write = Names.fresh(methodNames, "write" + kind);
        String read = Names.fresh(methodNames, "read" + kind);
        methods.add(writeParts(write, record.type()));
        methods.add(readParts(read, record.type()));
        return CodeBlock.of("$T.of($T::$N, $T::$N)", Api.WIRE_FORMATS, name, write, name, read);
    }

    private MethodSpec writeParts(String method, TypeName record) {
        MethodSpec.Builder builder = MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(Api.WIRE_WRITER, "out")
                .addParameter(record, "value");
        List<Component> components = records.getOrDefault(record, List.of());
        for (Component component : components) {
            builder.addStatement("$L", crossing(component).write("out", CodeBlock.of("value.$N()", component.name())));
        }
        return components.isEmpty()
                ? builder.build()
                : builder.addException(IOException.class).build();
    }

    private MethodSpec readParts(String method, TypeName record) {
        List<Component> components = records.getOrDefault(record, List.of());
        CodeBlock parts = components.stream()
                .map(component -> crossing(component).read("in"))
                .collect(CodeBlock.joining(",$W"));
        MethodSpec.Builder builder = MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(record)
                .addParameter(Api.WIRE_READER, "in")
                .addStatement("return new $T($L)", record, parts);
        return components.isEmpty()
                ? builder.build()
                : builder.addException(IOException.class).build();
    }

    private Crossing crossing(Component component) {
        return new Crossing(this, component.shape().type(), component.shape());
    }
}
