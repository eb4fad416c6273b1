package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.muster.processor.model.Construction;
import dev.muster.processor.model.Target;
import javax.lang.model.element.Modifier;

/** Writes the constant that describes a method to the runtime. */
final class CallMethodWriter {
    private CallMethodWriter() {}

    static FieldSpec write(MethodLayout layout) {
        return FieldSpec.builder(Api.CALL_METHOD, layout.constant())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(layout.method().isRemote() ? remote(layout) : local(layout))
                .build();
    }

    /** A long description begins on a line of its own. */
    private static CodeBlock local(MethodLayout layout) {
        CodeBlock spec = SpecWriter.write(layout.method());
        boolean isLong = spec.toString().contains("\n");
        return CodeBlock.of(isLong ? "$T.local(\n$>$>$L)$<$<" : "$T.local($L)", Api.CALL_METHOD, spec);
    }

    private static CodeBlock remote(MethodLayout layout) {
        return CodeBlock.of(
                "$T.remote(\n$>$>$L,\nnew $T($T.class,$W$L,$W$L,$W$T::read,$W$L))$<$<",
                Api.CALL_METHOD,
                SpecWriter.write(layout.method()),
                Api.REMOTE,
                layout.target().dispatcher(),
                Fingerprint.of(layout.target(), layout.method()),
                newTarget(layout),
                layout.task(),
                layout.method().hasArrayClass() ? CodeBlock.of("$T::read", layout.array()) : CodeBlock.of("null"));
    }

    private static CodeBlock newTarget(MethodLayout layout) {
        Target target = layout.target();
        boolean built = !layout.method().isStatic() && target.construction().way() == Construction.Way.BUILT;
        return built ? CodeBlock.of("$T::new", target.raw()) : CodeBlock.of("null");
    }
}
