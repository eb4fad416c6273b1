package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import java.util.List;
import java.util.Set;

/** Writes {@code int[] mArray(int[] inputs)}. */
final class ArrayWriter implements FormWriter {
    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        AnnotatedMethod method = layout.method();
        TypeName result = method.result().type();
        Set<String> locals = Set.of(Inputs.INPUTS, "call");
        CodeBlock newArray = layout.newCall(
                layout.array(),
                locals,
                List.of(CodeBlock.of("0,$Winputs.length,$Winputs,$Wnew $T[inputs.length]", result)));
        dispatcher.addMethod(layout.dispatcherMethod("Array")
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
}
