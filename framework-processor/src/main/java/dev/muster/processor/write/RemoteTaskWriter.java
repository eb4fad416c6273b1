package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Result;
import dev.muster.processor.model.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Adds to {@code class MTask} how a call crosses to a child process and comes back. */
final class RemoteTaskWriter {
    private final MethodLayout layout;
    private final AnnotatedMethod method;
    private final Formats formats;
    private final NameAllocator names;

    RemoteTaskWriter(MethodLayout layout, Formats formats, NameAllocator names) {
        this.layout = layout;
        this.method = layout.method();
        this.formats = formats;
        this.names = names;
    }

    void write(TypeSpec.Builder task) {
        task.addSuperinterface(Api.REMOTE_CALL)
                .addMethod(read())
                .addMethod(writeArguments())
                .addMethod(writeResult())
                .addMethod(readResult());
    }

    private MethodSpec read() {
        boolean unchecked = !layout.callVariables().isEmpty() && !method.isStatic();
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("site"));
        if (!method.isStatic()) {
            arguments.add(CodeBlock.of("($T) target", layout.target().self()));
        }
        for (Parameter parameter : method.parameters()) {
            Crossing crossing = new Crossing(formats, parameter.type(), parameter.shape());
            arguments.add(crossing.read("in"));
            unchecked |= crossing.isUnchecked();
        }
        return throwing(
                        suppressing(unchecked, MethodSpec.methodBuilder("read")),
                        !method.parameters().isEmpty())
                .addModifiers(Modifier.STATIC)
                .addTypeVariables(layout.callVariables())
                .returns(layout.withVariables(layout.task()))
                .addParameter(Api.CALL_SITE, "site")
                .addParameter(Object.class, "target")
                .addParameter(Api.WIRE_READER, "in")
                .addStatement("return new $T$L($L)", layout.task(), layout.diamond(), CodeBlock.join(arguments, ",$W"))
                .build();
    }

    private MethodSpec writeArguments() {
        String out = names.get("out");
        boolean unchecked = false;
        List<CodeBlock> puts = new ArrayList<>();
        for (Parameter parameter : method.parameters()) {
            Crossing crossing = new Crossing(formats, parameter.type(), parameter.shape());
            puts.add(crossing.write(out, CodeBlock.of("$N", names.get(parameter))));
            unchecked |= crossing.isUnchecked();
        }
        MethodSpec.Builder builder =
                suppressing(unchecked, override("writeArguments")).addParameter(Api.WIRE_WRITER, out);
        puts.forEach(put -> builder.addStatement("$L", put));
        return throwing(builder, !puts.isEmpty()).build();
    }

    private MethodSpec writeResult() {
        String out = names.get("out");
        MethodSpec.Builder builder = override("writeResult").addParameter(Api.WIRE_WRITER, out);
        if (hasResult()) {
            Crossing crossing = result();
            CodeBlock value = keepsValue() ? CodeBlock.of("result()") : CodeBlock.of("$N", names.get("result"));
            suppressing(crossing.isUnchecked(), builder).addStatement("$L", crossing.write(out, value));
        }
        return throwing(builder, hasResult()).build();
    }

    private MethodSpec readResult() {
        String in = names.get("in");
        MethodSpec.Builder builder = override("readResult").addParameter(Api.WIRE_READER, in);
        if (hasResult()) {
            Crossing crossing = result();
            suppressing(crossing.isUnchecked(), builder);
            if (keepsValue()) {
                builder.addStatement("value($L)", crossing.read(in));
            } else {
                builder.addStatement("$N = $L", names.get("result"), crossing.read(in));
            }
        }
        return throwing(builder, hasResult()).build();
    }

    /** Whether the class above keeps the result, boxed. */
    private boolean keepsValue() {
        return method.result().kind() == Result.Kind.PROMISE || method.hasPolicies();
    }

    private boolean hasResult() {
        return !(method.result().shape() instanceof Shape.Nothing);
    }

    private Crossing result() {
        return new Crossing(formats, method.result().type(), method.result().shape());
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private static MethodSpec.Builder throwing(MethodSpec.Builder builder, boolean reallyDoes) {
        return reallyDoes ? builder.addException(IOException.class) : builder;
    }

    private static MethodSpec.Builder suppressing(boolean unchecked, MethodSpec.Builder builder) {
        return unchecked ? builder.addAnnotation(MethodLayout.suppressing("unchecked")) : builder;
    }
}
