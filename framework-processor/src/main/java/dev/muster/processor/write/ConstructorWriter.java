package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.Condition;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.lang.model.element.Modifier;

/** Writes the constructors: on the shared runtime, and on a given one. */
final class ConstructorWriter {
    private static final String MUSTER = "muster";
    private static final String RUNTIME = "runtime";

    private ConstructorWriter() {}

    static void write(Target target, List<MethodLayout> methods, TypeSpec.Builder dispatcher) {
        dispatcher.addMethod(onShared(target)).addMethod(onGiven(target, methods));
    }

    private static MethodSpec onShared(Target target) {
        CodeBlock arguments = CodeBlock.of(target.isStatic() ? "$T.shared()" : "target, $T.shared()", Api.MUSTER);
        return start(target)
                .addJavadoc("A dispatcher on the runtime that is shared in this process.")
                .addStatement("this($L)", arguments)
                .build();
    }

    private static MethodSpec onGiven(Target target, List<MethodLayout> methods) {
        MethodSpec.Builder constructor = start(target)
                .addJavadoc("A dispatcher on a runtime of the caller's, which outlives it.")
                .addParameter(Api.MUSTER, MUSTER);
        if (!target.isStatic()) {
            constructor.addStatement("this.target = $T.requireNonNull(target, $S)", Objects.class, Layout.TARGET);
        }
        constructor.addStatement("$T $L = $T.of($L)", Api.CALL_RUNTIME, RUNTIME, Api.CALL_RUNTIME, MUSTER);
        Map<String, String> conditions = conditions(methods);
        conditions.forEach((condition, local) -> constructor.addStatement(
                "$T $N = $L::$N", BooleanSupplier.class, local, asked(target, methods, condition), condition));
        methods.forEach(method -> constructor.addStatement("this.$N = $L", method.site(), bind(method, conditions)));
        return constructor.build();
    }

    /** A local variable for each condition, so that methods that await the same one ask the same object. */
    private static Map<String, String> conditions(List<MethodLayout> methods) {
        NameAllocator names = new NameAllocator();
        List.of(Layout.TARGET, MUSTER, RUNTIME).forEach(names::newName);
        Map<String, String> conditions = new LinkedHashMap<>();
        methods.stream()
                .flatMap(layout -> layout.method().terms().condition().stream())
                .map(Condition::name)
                .distinct()
                .forEach(condition -> conditions.put(condition, names.newName(condition)));
        return conditions;
    }

    /** What a condition is asked of: the target, or the class. */
    private static CodeBlock asked(Target target, List<MethodLayout> methods, String condition) {
        boolean isStatic = methods.stream()
                .flatMap(layout -> layout.method().terms().condition().stream())
                .filter(awaited -> awaited.name().equals(condition))
                .flatMap(awaited -> awaited.meant().stream())
                .anyMatch(Condition.Namesake::isStatic);
        return isStatic ? CodeBlock.of("$T", target.raw()) : CodeBlock.of("$N", Layout.TARGET);
    }

    private static CodeBlock bind(MethodLayout layout, Map<String, String> conditions) {
        CodeBlock.Builder arguments = CodeBlock.builder()
                .add("$N, $L", layout.constant(), layout.method().isStatic() ? "null" : Layout.TARGET);
        layout.method()
                .terms()
                .condition()
                .ifPresent(condition -> arguments.add(", $N", conditions.get(condition.name())));
        return CodeBlock.of("$L.bind($L)", RUNTIME, arguments.build());
    }

    private static MethodSpec.Builder start(Target target) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (target.visibility() == Visibility.PUBLIC) {
            constructor.addModifiers(Modifier.PUBLIC);
        }
        return target.isStatic() ? constructor : constructor.addParameter(target.self(), Layout.TARGET);
    }
}
