package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import java.io.IOException;
import javax.lang.model.element.Modifier;

/** Adds to {@code class MArray} how a slice crosses to a child process and comes back. */
final class RemoteArrayWriter {
    private final MethodLayout layout;
    private final AnnotatedMethod method;
    private final TypeName input;
    private final TypeName output;

    RemoteArrayWriter(MethodLayout layout) {
        this.layout = layout;
        this.method = layout.method();
        this.input = method.parameters().get(0).type();
        this.output = method.result().type();
    }

    void write(TypeSpec.Builder array) {
        array.addSuperinterface(Api.REMOTE_CALL)
                .addMethod(read())
                .addMethod(writes("writeArguments", "out.put$Ls(inputs, from(), to())", input))
                .addMethod(writes("writeResult", "out.put$Ls(outputs, from(), to())", output))
                .addMethod(readResult());
    }

    private MethodSpec read() {
        CodeBlock target = method.isStatic()
                ? CodeBlock.of("")
                : CodeBlock.of("($T) target, ", layout.target().self());
        MethodSpec.Builder builder = MethodSpec.methodBuilder("read")
                .addModifiers(Modifier.STATIC)
                .addTypeVariables(layout.callVariables())
                .returns(layout.withVariables(layout.array()))
                .addParameter(Api.CALL_SITE, "site")
                .addParameter(Object.class, "target")
                .addParameter(Api.WIRE_READER, "in")
                .addException(IOException.class)
                .addStatement("$T[] inputs = in.get$Ls()", input, Names.capital(input))
                .addStatement(
                        "return new $T$L(site, $L0,$Winputs.length,$Winputs,$Wnew $T[inputs.length])",
                        layout.array(),
                        layout.diamond(),
                        target,
                        output);
        if (!layout.callVariables().isEmpty() && !method.isStatic()) {
            builder.addAnnotation(MethodLayout.suppressing("unchecked"));
        }
        return builder.build();
    }

    private static MethodSpec writes(String name, String statement, TypeName element) {
        return override(name)
                .addParameter(Api.WIRE_WRITER, "out")
                .addStatement(statement, Names.capital(element))
                .build();
    }

    private MethodSpec readResult() {
        return override("readResult")
                .addParameter(Api.WIRE_READER, "in")
                .addStatement("in.get$Ls(outputs, from(), to())", Names.capital(output))
                .build();
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addException(IOException.class);
    }
}
