package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.muster.processor.model.AnnotatedMethod;

/** Links from generated javadoc to the user's source. */
final class Docs {
    private Docs() {}

    /** A javadoc link to the method. */
    static CodeBlock link(MethodLayout layout) {
        AnnotatedMethod method = layout.method();
        CodeBlock types =
                method.erasures().stream().map(type -> CodeBlock.of("$T", type)).collect(CodeBlock.joining(", "));
        return CodeBlock.of("{@link $T#$L($L)}", layout.target().type(), method.name(), types);
    }
}
