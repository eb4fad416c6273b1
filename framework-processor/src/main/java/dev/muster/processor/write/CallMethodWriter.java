package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.muster.Workers;
import dev.muster.processor.model.Construction;
import dev.muster.processor.model.Form;
import dev.muster.processor.model.Target;
import dev.muster.spec.MethodSpec;
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

    private static CodeBlock local(MethodLayout layout) {
        return CodeBlock.of(
                "$T.local($L)", Api.CALL_METHOD, spec(layout.method().spec()));
    }

    private static CodeBlock remote(MethodLayout layout) {
        return CodeBlock.of(
                "$T.remote(\n$>$>$L,\nnew $T($T.class,$W$L,$W$L,$W$T::read,$W$L))$<$<",
                Api.CALL_METHOD,
                spec(layout.method().spec()),
                Api.REMOTE,
                layout.target().dispatcher(),
                Fingerprint.of(layout.target(), layout.method()),
                newTarget(layout),
                layout.task(),
                Form.ARRAY.fits(layout.method()) ? CodeBlock.of("$T::read", layout.array()) : CodeBlock.of("null"));
    }

    private static CodeBlock spec(MethodSpec spec) {
        CodeBlock.Builder code =
                CodeBlock.builder().add("$T.of($S, $S)", Api.METHOD_SPEC, spec.type(), spec.signature());
        if (!spec.signature().startsWith(spec.name() + "(")) {
            code.add(".named($S)", spec.name());
        }
        if (spec.on() != Workers.THREADS) {
            code.add(".on($T.$L)", Api.WORKERS, spec.on());
        }
        if (spec.workers() != 0) {
            code.add(".workers($L)", spec.workers());
        }
        if (!spec.pool().isEmpty()) {
            code.add(".pool($S)", spec.pool());
        }
        return code.build();
    }

    private static CodeBlock newTarget(MethodLayout layout) {
        Target target = layout.target();
        boolean built = !layout.method().isStatic() && target.construction().way() == Construction.Way.BUILT;
        return built ? CodeBlock.of("$T::new", target.raw()) : CodeBlock.of("null");
    }
}
