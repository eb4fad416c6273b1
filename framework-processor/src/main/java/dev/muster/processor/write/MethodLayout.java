package dev.muster.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Deprecation;
import dev.muster.processor.model.Form;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * A method with the names of its parts in the dispatcher.
 *
 * @param target the type that has the method
 * @param method the method
 * @param constant the static field that describes the method
 * @param site the field where its calls begin
 * @param task the class of one call, unless calls block
 * @param array the class of an array call, where that form fits
 */
record MethodLayout(
        Target target, AnnotatedMethod method, String constant, String site, ClassName task, ClassName array) {

    /** What the method is called in the dispatcher, in a form. */
    String name(Form form) {
        return form.nameFor(method);
    }

    /** A public or package-private method of the dispatcher, as visible as the user's. */
    MethodSpec.Builder dispatcherMethod(Form form) {
        MethodSpec.Builder builder = MethodSpec.methodBuilder(name(form)).addTypeVariables(method.variables());
        if (method.visibility() == Visibility.PUBLIC && target.visibility() == Visibility.PUBLIC) {
            builder.addModifiers(Modifier.PUBLIC);
        }
        deprecation(method.deprecation()).forEach(builder::addAnnotation);
        return builder;
    }

    /** The user's parameters, to one of the dispatcher's methods that has the same. */
    void addParameters(MethodSpec.Builder builder) {
        method.parameters()
                .forEach(parameter -> builder.addParameter(ParameterSpec.builder(parameter.type(), parameter.name())
                        .build()));
        builder.varargs(method.varargs());
        if (isSafe()) {
            builder.addAnnotation(SafeVarargs.class).addModifiers(Modifier.FINAL);
        }
    }

    /** The user's parameters as arguments. */
    List<CodeBlock> arguments() {
        return method.parameters().stream()
                .map(parameter -> CodeBlock.of("$N", parameter.name()))
                .toList();
    }

    /** Whether the user vouches for a generic array of variable arguments. */
    private boolean isSafe() {
        return method.lints().contains(Lint.VARARGS) && !method.lints().contains(Lint.UNCHECKED);
    }

    /** {@code @Deprecated} where it is due. */
    static List<AnnotationSpec> deprecation(Deprecation deprecation) {
        return switch (deprecation) {
            case NONE -> List.of();
            case DEPRECATED -> List.of(AnnotationSpec.builder(Deprecated.class).build());
            case FOR_REMOVAL ->
                List.of(AnnotationSpec.builder(Deprecated.class)
                        .addMember("forRemoval", "true")
                        .build());
        };
    }

    /** {@code @SuppressWarnings} for these. */
    static AnnotationSpec suppressing(Collection<String> warnings) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
        warnings.forEach(warning -> annotation.addMember("value", "$S", warning));
        return annotation.build();
    }

    /** As the other form, for one. */
    static AnnotationSpec suppressing(String warning) {
        return suppressing(List.of(warning));
    }

    /** The type variables of the classes of single calls: the target's, then the method's. */
    List<TypeVariableName> callVariables() {
        List<TypeVariableName> all = new ArrayList<>();
        if (!method.isStatic()) {
            all.addAll(target.variables());
        }
        all.addAll(method.variables());
        return all;
    }

    /** A class of calls with its own variables as arguments. */
    TypeName withVariables(ClassName call) {
        return callVariables().isEmpty()
                ? call
                : ParameterizedTypeName.get(call, callVariables().toArray(new TypeName[0]));
    }

    /**
     * {@code new SquareTask(square, target, x)}, where a local name hides none of the fields. Type arguments are spelled out:
     * in a lambda a diamond would infer them from the captures of wildcards, which do not fit.
     */
    CodeBlock newCall(ClassName call, Set<String> locals, List<CodeBlock> arguments) {
        List<CodeBlock> all = new ArrayList<>();
        all.add(field(site, locals));
        if (!method.isStatic()) {
            all.add(field(Layout.TARGET, locals));
        }
        all.addAll(arguments);
        return CodeBlock.of("new $T($L)", withVariables(call), CodeBlock.join(all, ",$W"));
    }

    /** {@code <>} for a generic class of calls. */
    String diamond() {
        return callVariables().isEmpty() ? "" : "<>";
    }

    /** A field of the dispatcher, qualified where a local variable has its name. */
    static CodeBlock field(String name, Set<String> locals) {
        return CodeBlock.of(locals.contains(name) ? "this.$N" : "$N", name);
    }

    Set<String> parameterNames() {
        return method.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    }

    /** What the user's method is called on: the target, or the class. */
    CodeBlock receiver(String targetField) {
        return method.isStatic() ? CodeBlock.of("$T", target.raw()) : CodeBlock.of("$N", targetField);
    }
}
