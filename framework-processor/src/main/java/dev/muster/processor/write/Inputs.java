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
        List<Parameter> parameters = method.parameters();
        if (parameters.isEmpty()) {
            return CodeBlock.of("() -> $L", layout.newCall(layout.task(), LOCALS, List.of()));
        }
        NameAllocator names = new NameAllocator();
        LOCALS.forEach(names::newName);
        names.newName(Layout.TARGET);
        names.newName(layout.site());
        String input = names.newName(parameters.size() == 1 ? parameters.get(0).name() : "call");
        List<CodeBlock> arguments =
                parameters.size() == 1 ? List.of(CodeBlock.of("$N", input)) : CallRecordWriter.parts(layout, input);
        return CodeBlock.of("$N -> $L", input, layout.newCall(layout.task(), LOCALS, arguments));
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
