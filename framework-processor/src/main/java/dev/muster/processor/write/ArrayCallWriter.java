package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import javax.lang.model.element.Modifier;

/** Writes {@code class MArray}: the calls for the elements of an array, in a loop. */
final class ArrayCallWriter {
    private final MethodLayout layout;
    private final AnnotatedMethod method;
    private final TypeName inputs;
    private final TypeName outputs;

    ArrayCallWriter(MethodLayout layout) {
        this.layout = layout;
        this.method = layout.method();
        this.inputs = ArrayTypeName.of(method.parameters().get(0).type());
        this.outputs = ArrayTypeName.of(method.result().type());
    }

    TypeSpec write() {
        TypeSpec.Builder array = TypeSpec.classBuilder(layout.array())
                .addJavadoc("Calls of $L for the elements of an array.", Docs.link(layout))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addTypeVariables(layout.callVariables())
                .superclass(Api.ARRAY_CALL);
        if (!method.isStatic()) {
            array.addField(layout.target().self(), Layout.TARGET, Modifier.PRIVATE, Modifier.FINAL);
        }
        array.addField(inputs, "inputs", Modifier.PRIVATE, Modifier.FINAL)
                .addField(outputs, "outputs", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor())
                .addMethod(run())
                .addMethod(slice())
                .addMethod(input());
        if (!method.spec().terms().keys().isEmpty()) {
            array.addMethod(key());
        }
        if (method.isRemote()) {
            new RemoteArrayWriter(layout).write(array);
        }
        return array.build();
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(Api.CALL_SITE, "site");
        if (!method.isStatic()) {
            constructor.addParameter(layout.target().self(), Layout.TARGET);
        }
        constructor
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "to")
                .addParameter(inputs, "inputs")
                .addParameter(outputs, "outputs")
                .addStatement("super(site, from, to)");
        if (!method.isStatic()) {
            constructor.addStatement("this.target = target");
        }
        return constructor
                .addStatement("this.inputs = inputs")
                .addStatement("this.outputs = outputs")
                .build();
    }

    private MethodSpec run() {
        return override("run")
                .addParameter(TypeName.INT, "start")
                .addParameter(TypeName.INT, "end")
                .addException(Api.ELEMENT_FAILURE)
                .addStatement("int i = start")
                .beginControlFlow("try")
                .beginControlFlow("for (; i < end; i++)")
                .addStatement("outputs[i] = $L.$L(inputs[i])", layout.receiver(Layout.TARGET), method.name())
                .endControlFlow()
                .nextControlFlow("catch ($T failure)", Throwable.class)
                .addStatement("throw new $T(i, failure)", Api.ELEMENT_FAILURE)
                .endControlFlow()
                .build();
    }

    private MethodSpec slice() {
        CodeBlock target = method.isStatic() ? CodeBlock.of("") : CodeBlock.of("target, ");
        return override("slice")
                .returns(Api.ARRAY_CALL)
                .addParameter(TypeName.INT, "start")
                .addParameter(TypeName.INT, "end")
                .addStatement(
                        "return new $T$L(site(), $Lstart, end, inputs, outputs)",
                        layout.array(),
                        layout.diamond(),
                        target)
                .build();
    }

    private static MethodSpec input() {
        return override("input")
                .returns(Object.class)
                .addParameter(TypeName.INT, "index")
                .addStatement("return inputs[index]")
                .build();
    }

    private static MethodSpec key() {
        return override("key")
                .returns(Object.class)
                .addParameter(TypeName.INT, "index")
                .addStatement("return inputs[from()]")
                .build();
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }
}
