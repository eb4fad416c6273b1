package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the constructors: on the shared runtime, and on a given one. */
final class ConstructorWriter {
    private static final String MUSTER = "muster";

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
        constructor.addStatement("$T runtime = $T.of(muster)", Api.CALL_RUNTIME, Api.CALL_RUNTIME);
        for (MethodLayout method : methods) {
            constructor.addStatement(
                    "this.$N = runtime.bind($N, $L)",
                    method.site(),
                    method.constant(),
                    method.method().isStatic() ? "null" : Layout.TARGET);
        }
        return constructor.build();
    }

    private static MethodSpec.Builder start(Target target) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (target.visibility() == Visibility.PUBLIC) {
            constructor.addModifiers(Modifier.PUBLIC);
        }
        return target.isStatic() ? constructor : constructor.addParameter(target.self(), Layout.TARGET);
    }
}
