package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Form;
import dev.muster.processor.model.Result;
import dev.muster.spec.Claim;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Writes {@code R m(A a, B b) throws X}, which runs the method on its caller's thread once the call is admitted. */
final class BlockingWriter implements FormWriter {
    @Override
    public void write(MethodLayout layout, TypeSpec.Builder dispatcher) {
        dispatcher.addMethod(new Body(layout).write());
    }

    /** One method, with names for its locals that meet none of its parameters. */
    private static final class Body {
        private final MethodLayout layout;
        private final AnnotatedMethod method;
        private final Set<String> locals;
        private final String hold;
        private final String result;
        private final String thrown;

        Body(MethodLayout layout) {
            this.layout = layout;
            this.method = layout.method();
            NameAllocator names = new NameAllocator();
            layout.parameterNames().forEach(name -> Names.fresh(names, name));
            this.hold = Names.fresh(names, "hold");
            this.result = Names.fresh(names, "result");
            this.thrown = Names.fresh(names, "thrown");
            this.locals = new HashSet<>(layout.parameterNames());
            this.locals.addAll(Set.of(hold, result, thrown));
        }

        MethodSpec write() {
            MethodSpec.Builder builder = layout.dispatcherMethod(Form.BLOCKING)
                    .addJavadoc("Calls $L.$L", Docs.link(layout), Docs.terms(layout))
                    .returns(method.result().type())
                    .addExceptions(method.thrown());
            layout.addParameters(builder);
            if (method.hasPolicies()) {
                return builder.addStatement(isVoid() ? "$L" : "return $L", policed())
                        .build();
            }
            builder.addStatement("$T $N = $L", Api.HOLD, hold, enter());
            return (tells(method) ? telling(builder) : plain(builder)).build();
        }

        private CodeBlock policed() {
            Set<String> names = layout.parameterNames();
            CodeBlock.Builder call = CodeBlock.builder()
                    .add(
                            "$L.blocking($L",
                            MethodLayout.field(layout.site(), names),
                            layout.newCall(layout.task(), names, layout.arguments()));
            method.thrown().stream().flatMap(this::caught).forEach(type -> call.add(",$W$T.class", type));
            return call.add(")").build();
        }

        /** The class of what may be thrown; of a type variable its bound. */
        private Stream<TypeName> caught(TypeName thrown) {
            return thrown instanceof TypeVariableName variable
                    ? layout.callVariables().stream()
                            .filter(declared -> declared.name().equals(variable.name()))
                            .flatMap(declared -> declared.bounds().stream().flatMap(this::caught))
                    : Stream.of(thrown);
        }

        private CodeBlock enter() {
            CodeBlock keys = method.spec().terms().keys().stream()
                    .map(key -> CodeBlock.of("$N", key))
                    .collect(CodeBlock.joining(",$W"));
            return CodeBlock.of("$L.enter($L)", MethodLayout.field(layout.site(), locals), keys);
        }

        /** Nobody else wants to know how the body ended. */
        private MethodSpec.Builder plain(MethodSpec.Builder builder) {
            return builder.beginControlFlow("try")
                    .addStatement(isVoid() ? "$L" : "return $L", invocation())
                    .nextControlFlow("finally")
                    .addStatement("$N.close()", hold)
                    .endControlFlow();
        }

        /** Others wait for the end of the body. */
        private MethodSpec.Builder telling(MethodSpec.Builder builder) {
            builder.beginControlFlow("try");
            if (isVoid()) {
                builder.addStatement("$L", invocation()).addStatement("$N.succeeded()", hold);
            } else {
                builder.addStatement("$T $N = $L", method.result().type(), result, invocation())
                        .addStatement("$N.succeeded()", hold)
                        .addStatement("return $N", result);
            }
            return builder.nextControlFlow("catch ($T $N)", Throwable.class, thrown)
                    .addStatement("$N.failed($N)", hold, thrown)
                    .addStatement("throw $N", thrown)
                    .endControlFlow();
        }

        private boolean isVoid() {
            return method.result().kind() == Result.Kind.NOTHING;
        }

        private CodeBlock invocation() {
            CodeBlock arguments = CodeBlock.join(layout.arguments(), ",$W");
            CodeBlock receiver =
                    method.isStatic() ? layout.receiver(Layout.TARGET) : MethodLayout.field(Layout.TARGET, locals);
            return CodeBlock.of("$L.$L($L)", receiver, method.name(), arguments);
        }
    }

    /** Whether the end of a body matters to other calls: to those that await its events, or meet it at its barrier. */
    private static boolean tells(AnnotatedMethod method) {
        return !method.spec().terms().fires().isEmpty()
                || !method.terms().claims(Claim.Barrier.class).isEmpty();
    }
}
