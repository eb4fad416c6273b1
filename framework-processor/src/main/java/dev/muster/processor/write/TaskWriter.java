package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Result;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code class MTask}: one call, with its arguments and its result. */
final class TaskWriter {
    private final MethodLayout layout;
    private final AnnotatedMethod method;
    private final NameAllocator names = new NameAllocator();

    TaskWriter(MethodLayout layout) {
        this.layout = layout;
        this.method = layout.method();
        method.parameters().forEach(parameter -> names.newName(parameter.name(), parameter));
        for (String own : new String[] {"site", Layout.TARGET, "result", "in", "out", "index"}) {
            names.newName(own, own);
        }
    }

    TypeSpec write(Formats formats) {
        TypeSpec.Builder task = TypeSpec.classBuilder(layout.task())
                .addJavadoc("One call of $L.", Docs.link(layout))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addTypeVariables(layout.callVariables());
        addFields(task);
        if (method.hasPolicies()) {
            addPoliced(task);
        } else {
            switch (method.result().kind()) {
                case NOTHING -> addNothing(task);
                case VALUE -> addValue(task);
                case PROMISE -> addPromise(task);
            }
        }
        if (!method.spec().terms().keys().isEmpty()) {
            task.addMethod(key());
        }
        if (method.isRemote()) {
            new RemoteTaskWriter(layout, formats, names).write(task);
        }
        return task.build();
    }

    private void addFields(TypeSpec.Builder task) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(Api.CALL_SITE, names.get("site"))
                .addStatement("super($N)", names.get("site"));
        if (!method.isStatic()) {
            addField(task, constructor, layout.target().self(), names.get(Layout.TARGET));
        }
        for (Parameter parameter : method.parameters()) {
            addField(task, constructor, parameter.type(), names.get(parameter));
        }
        if (method.result().kind() == Result.Kind.VALUE && !method.hasPolicies()) {
            task.addField(method.result().type(), names.get("result"), Modifier.PRIVATE);
        }
        task.addMethod(constructor.build());
    }

    private static void addField(TypeSpec.Builder task, MethodSpec.Builder constructor, TypeName type, String name) {
        task.addField(type, name, Modifier.PRIVATE, Modifier.FINAL);
        constructor.addParameter(type, name).addStatement("this.$N = $N", name, name);
    }

    private void addNothing(TypeSpec.Builder task) {
        task.superclass(Api.of(Api.CALL, method.result().boxed()))
                .addMethod(body().addStatement("$L", invocation()).build())
                .addMethod(result().addStatement("return null").build());
    }

    private void addValue(TypeSpec.Builder task) {
        task.superclass(Api.of(Api.CALL, method.result().boxed()))
                .addMethod(body().addStatement("$N = $L", names.get("result"), invocation())
                        .build())
                .addMethod(
                        result().addStatement("return $N", names.get("result")).build());
    }

    private void addPromise(TypeSpec.Builder task) {
        task.superclass(Api.of(Api.ASYNC_CALL, method.result().boxed()))
                .addMethod(override("begun")
                        .returns(Object.class)
                        .addExceptions(method.thrown())
                        .addStatement("return $L", invocation())
                        .build());
    }

    /** The class above keeps the result, and asks for the arguments. */
    private void addPoliced(TypeSpec.Builder task) {
        MethodSpec.Builder target = MethodSpec.methodBuilder("callTarget")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(method.result().boxed());
        if (!method.thrown().isEmpty() || method.result().kind() == Result.Kind.PROMISE) {
            target.addException(Throwable.class);
        }
        switch (method.result().kind()) {
            case NOTHING -> target.addStatement("$L", invocation()).addStatement("return null");
            case VALUE -> target.addStatement("return $L", invocation());
            case PROMISE -> target.addStatement("return settled($L)", invocation());
        }
        task.superclass(Api.of(Api.POLICED_CALL, method.result().boxed()))
                .addMethod(target.build())
                .addMethod(valueOf(
                        "argument",
                        method.parameters().stream().map(Parameter::name).toList()));
    }

    /** Tells the values of key parameters by their places among these. */
    private MethodSpec key() {
        return valueOf("key", method.spec().terms().keys());
    }

    private MethodSpec valueOf(String name, List<String> parameters) {
        String index = names.get("index");
        MethodSpec.Builder builder = MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Object.class)
                .addParameter(TypeName.INT, index);
        if (parameters.size() == 1) {
            return builder.addStatement("return $N", field(parameters.get(0))).build();
        }
        if (parameters.isEmpty()) {
            return builder.addStatement("return null").build();
        }
        CodeBlock.Builder cases = CodeBlock.builder();
        for (int i = 0; i < parameters.size(); i++) {
            cases.add("case $L -> $N;\n", i, field(parameters.get(i)));
        }
        return builder.addCode("return switch ($N) {\n$>", index)
                .addCode(cases.build())
                .addCode("default -> throw new $T();\n$<};\n", IndexOutOfBoundsException.class)
                .build();
    }

    private String field(String parameter) {
        return method.parameters().stream()
                .filter(candidate -> candidate.name().equals(parameter))
                .map(names::get)
                .findFirst()
                .orElseThrow();
    }

    private MethodSpec.Builder body() {
        return override("body").addExceptions(method.thrown());
    }

    private MethodSpec.Builder result() {
        return override("result").returns(method.result().boxed());
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PROTECTED);
    }

    private CodeBlock invocation() {
        CodeBlock arguments = method.parameters().stream()
                .map(parameter -> CodeBlock.of("$N", names.get(parameter)))
                .collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("$L.$L($L)", layout.receiver(names.get(Layout.TARGET)), method.name(), arguments);
    }
}
