package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Parameter;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes {@code Task<R> m(A a, B b)}. */
final class OneWriter implements FormWriter {
    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        AnnotatedMethod method = layout.method();
        Set<String> locals = layout.parameterNames();
        MethodSpec.Builder builder = layout.dispatcherMethod("")
                .addJavadoc("Starts one call of $L.", Docs.link(layout))
                .returns(Api.of(Api.TASK, method.result().boxed()))
                .varargs(method.varargs());
        method.parameters()
                .forEach(parameter -> builder.addParameter(ParameterSpec.builder(parameter.type(), parameter.name())
                        .build()));
        if (isSafe(method)) {
            builder.addAnnotation(SafeVarargs.class).addModifiers(Modifier.FINAL);
        }
        List<CodeBlock> arguments = method.parameters().stream()
                .map(Parameter::name)
                .map(name -> CodeBlock.of("$N", name))
                .toList();
        builder.addStatement(
                "return $L.start($L)",
                MethodLayout.field(layout.site(), locals),
                layout.newCall(layout.task(), locals, arguments));
        dispatcher.addMethod(builder.build());
    }

    /** Whether the user vouches for a generic array of variable arguments. */
    private static boolean isSafe(AnnotatedMethod method) {
        return method.lints().contains(Lint.VARARGS) && !method.lints().contains(Lint.UNCHECKED);
    }
}
