package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.Condition;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.lang.model.element.Modifier;

/** Writes the constructors: on the shared runtime, and on a given one. */
final class ConstructorWriter {
    private static final String MUSTER = "muster";
    private static final String RUNTIME = "runtime";

    private ConstructorWriter() {}

    static void write(Target target, List<MethodLayout> methods, TypeSpec.Builder dispatcher) {
        dispatcher.addMethod(onShared(target)).addMethod(onGiven(target, methods));
    }

    private static MethodSpec onShared(Target target) {
        CodeBlock arguments = CodeBlock.of(target.isStatic() ? "$T.shared()" : "target, $T.shared()", Api.MUSTER);
        return start(target)
                .addJavadoc("A dispatcher on the runtime that is shared in this process.")
                .addStatement("this($L)", arguments)
                .build();
    }

    private static MethodSpec onGiven(Target target, List<MethodLayout> methods) {
        MethodSpec.Builder constructor = start(target)
                .addJavadoc("A dispatcher on a runtime of the caller's, which outlives it.")
                .addParameter(Api.MUSTER, MUSTER);
        if (!target.isStatic()) {
            constructor.addStatement("this.target = $T.requireNonNull(target, $S)", Objects.class, Layout.TARGET);
        }
        constructor.addStatement("$T $L = $T.of($L)", Api.CALL_RUNTIME, RUNTIME, Api.CALL_RUNTIME, MUSTER);
        Map<String, String> conditions = conditions(methods);
        conditions.forEach((condition, local) -> constructor.addStatement(
                "$T $N = $L::$N", BooleanSupplier.class, local, asked(target, methods, condition), condition));
        Policies policies = new Policies(conditions.values());
        methods.forEach(method -> {
            List<String> locals = policies.declare(method, constructor);
            constructor.addStatement("this.$N = $L", method.site(), bind(method, conditions, locals));
        });
        return constructor.build();
    }

    /** Local variables for policies: one for each annotation, which methods share if it stands on their type. */
    private static final class Policies {
        private final NameAllocator names = new NameAllocator();
        private final Set<String> locals = new HashSet<>();
        private final Map<Policy, String> ofType = new LinkedHashMap<>();

        Policies(Collection<String> taken) {
            List.of(Layout.TARGET, MUSTER, RUNTIME).forEach(name -> Names.fresh(names, name));
            taken.forEach(name -> Names.fresh(names, name));
        }

        /** Declares those of a method that are not there yet, and gives the names of all. */
        List<String> declare(MethodLayout method, MethodSpec.Builder constructor) {
            List<String> locals = new ArrayList<>();
            for (Policy policy : method.method().terms().policies()) {
                String known = ofType.get(policy);
                String local = known != null ? known : declare(policy, place(policy, method), constructor);
                if (policy.isOfType()) {
                    ofType.put(policy, local);
                }
                locals.add(local);
            }
            return locals;
        }

        /** {@code audited}, {@code audited2} and so on. */
        private String local(String annotation) {
            String name = Character.toLowerCase(annotation.charAt(0)) + annotation.substring(1);
            String free = name;
            for (int i = 2; !locals.add(free); i++) {
                free = name + i;
            }
            return Names.fresh(names, free);
        }

        /** Where the annotation is, for messages: {@code @Retry at Orders.place(String)}. */
        private static String place(Policy policy, MethodLayout layout) {
            dev.muster.spec.MethodSpec method = layout.method().spec();
            String said = method.toString();
            int end = said.length() - method.signature().length() - 1;
            return policy + " at " + (policy.isOfType() ? said.substring(0, end) : said);
        }

        private String declare(Policy policy, String place, MethodSpec.Builder constructor) {
            String local = local(policy.annotation());
            CodeBlock.Builder members = CodeBlock.builder();
            policy.members()
                    .forEach(member -> members.add(members.isEmpty() ? ",\n" : ",$W")
                            .add("$S, $L", member.name(), member.value()));
            constructor.addStatement(
                    "$T $N = $L.policy($S, $T.class,$W$L$L)",
                    policy.type(),
                    local,
                    RUNTIME,
                    place,
                    policy.type(),
                    maker(policy),
                    members.build());
            return local;
        }

        private static CodeBlock maker(Policy policy) {
            if (policy.isProvided()) {
                return CodeBlock.of("null");
            }
            return policy.members().isEmpty()
                    ? CodeBlock.of("$T::new", policy.type())
                    : CodeBlock.of(
                            "() -> new $T($L)",
                            policy.type(),
                            policy.members().stream().map(Policy.Member::value).collect(CodeBlock.joining(", ")));
        }
    }

    /** A local variable for each condition, so that methods that await the same one ask the same object. */
    private static Map<String, String> conditions(List<MethodLayout> methods) {
        NameAllocator names = new NameAllocator();
        List.of(Layout.TARGET, MUSTER, RUNTIME).forEach(name -> Names.fresh(names, name));
        Map<String, String> conditions = new LinkedHashMap<>();
        methods.stream()
                .flatMap(layout -> layout.method().terms().condition().stream())
                .map(Condition::name)
                .distinct()
                .forEach(condition -> conditions.put(condition, Names.fresh(names, condition)));
        return conditions;
    }

    /** What a condition is asked of: the target, or the class. */
    private static CodeBlock asked(Target target, List<MethodLayout> methods, String condition) {
        boolean isStatic = methods.stream()
                .flatMap(layout -> layout.method().terms().condition().stream())
                .filter(awaited -> awaited.name().equals(condition))
                .flatMap(awaited -> awaited.meant().stream())
                .anyMatch(Condition.Namesake::isStatic);
        return isStatic ? CodeBlock.of("$T", target.raw()) : CodeBlock.of("$N", Layout.TARGET);
    }

    private static CodeBlock bind(MethodLayout layout, Map<String, String> conditions, List<String> policies) {
        CodeBlock.Builder arguments = CodeBlock.builder()
                .add("$N, $L", layout.constant(), layout.method().isStatic() ? "null" : Layout.TARGET);
        layout.method()
                .terms()
                .condition()
                .ifPresent(condition -> arguments.add(", $N", conditions.get(condition.name())));
        if (!policies.isEmpty()) {
            arguments
                    .add(layout.method().terms().condition().isPresent() ? "" : ", null")
                    .add(", $L", of(layout, policies));
        }
        return CodeBlock.of("$L.bind($L)", RUNTIME, arguments.build());
    }

    private static CodeBlock of(MethodLayout layout, List<String> policies) {
        CodeBlock parameters = layout.method().parameters().stream()
                .map(parameter -> CodeBlock.of("$S", parameter.name()))
                .collect(CodeBlock.joining(", "));
        CodeBlock locals =
                policies.stream().map(local -> CodeBlock.of("$N", local)).collect(CodeBlock.joining(", "));
        return CodeBlock.of(
                "new $T($T.of($L),$W$T.of($L))", Api.METHOD_POLICIES, List.class, parameters, List.class, locals);
    }

    private static MethodSpec.Builder start(Target target) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (target.visibility() == Visibility.PUBLIC) {
            constructor.addModifiers(Modifier.PUBLIC);
        }
        return target.isStatic() ? constructor : constructor.addParameter(target.self(), Layout.TARGET);
    }
}
