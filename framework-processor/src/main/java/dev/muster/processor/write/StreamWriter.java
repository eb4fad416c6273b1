package dev.muster.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.Form;
import java.util.List;

/** Writes {@code Stream<R> mStream(inputs)} for iterators and streams, with and without options. */
final class StreamWriter implements FormWriter {
    private static final ClassName ITERATOR = ClassName.get("java.util", "Iterator");
    private static final ClassName STREAM = ClassName.get("java.util.stream", "Stream");

    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        for (ClassName source : List.of(ITERATOR, STREAM)) {
            dispatcher.addMethod(shortForm(layout, source)).addMethod(longForm(layout, source));
        }
    }

    private static MethodSpec shortForm(MethodLayout layout, ClassName source) {
        return start(layout, source)
                .addJavadoc(
                        "Calls $L for each input, as results are wanted; the first failure ends the stream.",
                        Docs.link(layout))
                .addStatement("return $N($N, $T.failFast())", layout.name(Form.STREAM), Inputs.INPUTS, Api.FAN_OUT)
                .build();
    }

    private static MethodSpec longForm(MethodLayout layout, ClassName source) {
        Inputs inputs = new Inputs(layout);
        return start(layout, source)
                .addJavadoc("Calls $L for each input, as results are wanted.", Docs.link(layout))
                .addParameter(Api.FAN_OUT, Inputs.OPTIONS)
                .addStatement(
                        "return $L.stream($N, $N,$W$L)", inputs.site(), Inputs.INPUTS, Inputs.OPTIONS, inputs.maker())
                .build();
    }

    private static MethodSpec.Builder start(MethodLayout layout, ClassName source) {
        TypeName input = new Inputs(layout).typeArgument();
        return layout.dispatcherMethod(Form.STREAM)
                .returns(Api.of(STREAM, layout.method().result().boxed()))
                .addParameter(Api.of(source, input), Inputs.INPUTS);
    }
}
