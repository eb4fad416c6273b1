package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes {@code int[] mArray(int[] inputs)}. */
final class ArrayWriter implements FormWriter {
    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        if (layout.method().hasPolicies()) {
            dispatcher.addMethod(boxing(layout));
            return;
        }
        AnnotatedMethod method = layout.method();
        TypeName result = method.result().type();
        Set<String> locals = Set.of(Inputs.INPUTS, "call");
        CodeBlock newArray = layout.newCall(
                layout.array(),
                locals,
                List.of(CodeBlock.of("0,$Winputs.length,$Winputs,$Wnew $T[inputs.length]", result)));
        dispatcher.addMethod(layout.dispatcherMethod(Form.ARRAY)
                .addJavadoc(
                        "Calls $L for each element and returns when all are done. $L.",
                        Docs.link(layout),
                        method.spec().terms().keys().isEmpty() ? "Nothing is boxed" : "Only keys are boxed")
                .returns(ArrayTypeName.of(result))
                .addParameter(ArrayTypeName.of(method.parameters().get(0).type()), Inputs.INPUTS)
                .addStatement("$T call = $L", layout.withVariables(layout.array()), newArray)
                .addStatement("$L.array(call)", MethodLayout.field(layout.site(), locals))
                .addStatement("return call.outputs")
                .build());
    }

    /** By way of {@code mAll}, because policies want a call for each element. */
    private static MethodSpec boxing(MethodLayout layout) {
        AnnotatedMethod method = layout.method();
        TypeName input = method.parameters().get(0).type();
        TypeName result = method.result().type();
        return layout.dispatcherMethod(Form.ARRAY)
                .addJavadoc(
                        "Calls $L for each element and returns when all are done. Elements are boxed, for its policies.",
                        Docs.link(layout))
                .returns(ArrayTypeName.of(result))
                .addParameter(ArrayTypeName.of(input), Inputs.INPUTS)
                .addStatement(
                        "$T boxed = new $T<>(inputs.length)",
                        ParameterizedTypeName.get(ClassName.get(List.class), input.box()),
                        ArrayList.class)
                .beginControlFlow("for ($T input : inputs)", input)
                .addStatement("boxed.add(input)")
                .endControlFlow()
                .addStatement(
                        "$T results = $N(boxed).join()",
                        ParameterizedTypeName.get(ClassName.get(List.class), result.box()),
                        layout.name(Form.ALL))
                .addStatement("$T outputs = new $T[inputs.length]", ArrayTypeName.of(result), result)
                .beginControlFlow("for (int i = 0; i < outputs.length; i++)")
                .addStatement("outputs[i] = results.get(i)")
                .endControlFlow()
                .addStatement("return outputs")
                .build();
    }
}
