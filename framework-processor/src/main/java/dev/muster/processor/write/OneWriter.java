package dev.muster.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Form;
import java.util.Set;

/** Writes {@code Task<R> m(A a, B b)}. */
final class OneWriter implements FormWriter {
    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        AnnotatedMethod method = layout.method();
        Set<String> locals = layout.parameterNames();
        MethodSpec.Builder builder = layout.dispatcherMethod(Form.ONE)
                .addJavadoc("Starts one call of $L.$L", Docs.link(layout), Docs.terms(layout))
                .returns(Api.of(Api.TASK, method.result().boxed()));
        layout.addParameters(builder);
        builder.addStatement(
                "return $L.start($L)",
                MethodLayout.field(layout.site(), locals),
                layout.newCall(layout.task(), locals, layout.arguments()));
        dispatcher.addMethod(builder.build());
    }
}
