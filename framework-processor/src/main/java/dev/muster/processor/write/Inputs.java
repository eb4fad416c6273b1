package dev.muster.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Result;
import java.util.List;
import java.util.Set;

/** What a fan-out takes for each call, and how a call is made of it. */
final class Inputs {
    static final String INPUTS = "inputs";
    static final String OPTIONS = "options";
    static final String TIMES = "times";

    /** The names of a fan-out's own parameters. */
    private static final Set<String> LOCALS = Set.of(INPUTS, OPTIONS, TIMES);

    private final MethodLayout layout;
    private final AnnotatedMethod method;

    Inputs(MethodLayout layout) {
        this.layout = layout;
        this.method = layout.method();
    }

    /** The type argument of the collection, iterator or stream of inputs. */
    TypeName typeArgument() {
        return method.callRecord().isPresent()
                ? CallRecordWriter.type(layout)
                : WildcardTypeName.subtypeOf(method.parameters().get(0).type().box());
    }

    /** A lambda from one input to its call: {@code x -> new SquareTask(square, target, x)}. */
    CodeBlock maker() {
        String input = input();
        CodeBlock call = layout.newCall(layout.task(), LOCALS, arguments(input));
        return method.parameters().isEmpty() ? CodeBlock.of("() -> $L", call) : CodeBlock.of("$N -> $L", input, call);
    }

    /** Whether calls come to nothing but the user's method and its result. */
    boolean hasPlainBody() {
        return !method.hasPolicies()
                && method.spec().terms().isEmpty()
                && method.result().kind() != Result.Kind.PROMISE;
    }

    /** A lambda from one input to the result of the user's method: {@code x -> target.square(x)}. */
    CodeBlock plainBody() {
        String input = input();
        CodeBlock invocation = CodeBlock.of(
                "$L.$L($L)", layout.receiver(Layout.TARGET), method.name(), CodeBlock.join(arguments(input), ",$W"));
        return method.result().kind() == Result.Kind.NOTHING
                ? CodeBlock.of("$N -> {\n$<$L;\nreturn null;\n$<}$>$>", input, invocation)
                : CodeBlock.of("$N -> $L", input, invocation);
    }

    /** The name of an input in a lambda, which hides nothing that is used there. */
    private String input() {
        List<Parameter> parameters = method.parameters();
        NameAllocator names = new NameAllocator();
        LOCALS.forEach(name -> Names.fresh(names, name));
        Names.fresh(names, Layout.TARGET);
        Names.fresh(names, layout.site());
        return Names.fresh(
                names,
                switch (parameters.size()) {
                    case 0 -> "none";
                    case 1 -> parameters.get(0).name();
                    default -> "call";
                });
    }

    private List<CodeBlock> arguments(String input) {
        return switch (method.parameters().size()) {
            case 0 -> List.of();
            case 1 -> List.of(CodeBlock.of("$N", input));
            default -> CallRecordWriter.parts(layout, input);
        };
    }

    /** The field where calls begin. */
    CodeBlock site() {
        return MethodLayout.field(layout.site(), LOCALS);
    }

    /** The type variables that the method's parameters mention, bounds included. */
    static List<TypeVariableName> mentioned(MethodLayout layout) {
        Mentions mentions = new Mentions(layout.callVariables());
        layout.method().parameters().forEach(parameter -> mentions.add(parameter.type()));
        return mentions.inOrder();
    }

    static TypeName applied(ClassName type, List<TypeVariableName> variables) {
        return variables.isEmpty() ? type : ParameterizedTypeName.get(type, variables.toArray(new TypeName[0]));
    }
}
