package dev.muster.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.Form;

/** Writes {@code Batch<R> mAll(inputs)} with and without options. */
final class AllWriter implements FormWriter {
    private static final ClassName COLLECTION = ClassName.get("java.util", "Collection");

    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        dispatcher.addMethod(shortForm(layout)).addMethod(longForm(layout));
    }

    private static MethodSpec shortForm(MethodLayout layout) {
        return start(layout)
                .addJavadoc(text(layout) + " The first failure cancels the other calls.", Docs.link(layout))
                .addStatement("return $N($N, $T.failFast())", layout.name(Form.ALL), input(layout), Api.FAN_OUT)
                .build();
    }

    private static MethodSpec longForm(MethodLayout layout) {
        Inputs inputs = new Inputs(layout);
        return start(layout)
                .addJavadoc(text(layout), Docs.link(layout))
                .addParameter(Api.FAN_OUT, Inputs.OPTIONS)
                .addStatement(
                        "return $L.$L($N, $N,$W$L$L)",
                        inputs.site(),
                        repeats(layout) ? "repeat" : "all",
                        input(layout),
                        Inputs.OPTIONS,
                        inputs.maker(),
                        inputs.hasPlainBody() ? CodeBlock.of(",$W$L", inputs.plainBody()) : CodeBlock.of(""))
                .build();
    }

    private static MethodSpec.Builder start(MethodLayout layout) {
        return layout.dispatcherMethod(Form.ALL)
                .returns(Api.of(Api.BATCH, layout.method().result().boxed()))
                .addParameter(inputType(layout), input(layout));
    }

    private static TypeName inputType(MethodLayout layout) {
        return repeats(layout)
                ? TypeName.INT
                : ParameterizedTypeName.get(COLLECTION, new Inputs(layout).typeArgument());
    }

    private static boolean repeats(MethodLayout layout) {
        return layout.method().parameters().isEmpty();
    }

    private static String input(MethodLayout layout) {
        return repeats(layout) ? Inputs.TIMES : Inputs.INPUTS;
    }

    private static String text(MethodLayout layout) {
        return repeats(layout) ? "Starts so many calls of $L." : "Starts a call of $L for each input.";
    }
}
