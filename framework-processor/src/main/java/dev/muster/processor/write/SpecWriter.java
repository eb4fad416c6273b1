package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.muster.At;
import dev.muster.Mode;
import dev.muster.Priority;
import dev.muster.Scope;
import dev.muster.Workers;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Limits;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import dev.muster.spec.Terms;
import java.util.ArrayList;
import java.util.List;

/** Writes the description of a method as an expression that says what differs from the defaults. */
final class SpecWriter {
    private static final String STEP = "\n$>$>";
    private static final String BACK = "$<$<";

    private final AnnotatedMethod method;
    private final List<CodeBlock> steps = new ArrayList<>();

    private SpecWriter(AnnotatedMethod method) {
        this.method = method;
    }

    /** {@code MethodSpec.of("demo.Squares", "square(int)").workers(4)}; a line for each step if there are several. */
    static CodeBlock write(AnnotatedMethod method) {
        MethodSpec spec = method.spec();
        SpecWriter writer = new SpecWriter(method);
        writer.workers(spec);
        writer.terms(spec.terms());
        return writer.joined(spec);
    }

    private CodeBlock joined(MethodSpec spec) {
        CodeBlock start = CodeBlock.of("$T.of($S, $S)", Api.METHOD_SPEC, spec.type(), spec.signature());
        boolean one = steps.size() == 1 && !steps.get(0).toString().contains("\n");
        if (steps.isEmpty() || one) {
            return CodeBlock.of("$L$L", start, CodeBlock.join(steps, ""));
        }
        return CodeBlock.of("$L" + STEP + "$L" + BACK, start, CodeBlock.join(steps, "\n"));
    }

    private void workers(MethodSpec spec) {
        if (!spec.signature().startsWith(spec.name() + "(")) {
            step(".named($S)", spec.name());
        }
        if (spec.isBlocking()) {
            step(".blocking()");
        }
        if (spec.on() != Workers.THREADS) {
            step(".on($T.$L)", Api.WORKERS, spec.on());
        }
        if (spec.workers() != 0) {
            step(".workers($L)", spec.workers());
        }
        if (!spec.pool().isEmpty()) {
            step(".pool($S)", spec.pool());
        }
        if (spec.priority() != Priority.NORMAL) {
            step(".priority($L)", spec.priority());
        }
    }

    private void terms(Terms terms) {
        if (!terms.keys().isEmpty()) {
            step(".keys($L)", strings(terms.keys()));
        }
        if (!terms.claims().isEmpty()) {
            step(".claims($L)", claims(terms.claims()));
        }
        if (!terms.fires().isEmpty()) {
            step(".fires($L)", claims(terms.fires()));
        }
        if (!terms.condition().isEmpty()) {
            step(".condition($S)", terms.condition());
        }
        method.terms().limits().ifPresent(this::limits);
        if (terms.attempts() != 1) {
            step(".attempts($L)", terms.attempts());
        }
    }

    /** As the user wrote them. */
    private void limits(Limits limits) {
        if (!limits.run().isEmpty()) {
            step(".runLimit($S)", limits.run());
        }
        if (!limits.waiting().isEmpty()) {
            step(".waitLimit($S)", limits.waiting());
        }
    }

    private void step(String format, Object... arguments) {
        steps.add(CodeBlock.of(format, arguments));
    }

    private static CodeBlock claims(List<? extends Claim> claims) {
        List<CodeBlock> all = claims.stream().map(SpecWriter::claim).toList();
        return all.size() == 1 ? all.get(0) : CodeBlock.of(STEP + "$L" + BACK, CodeBlock.join(all, ",\n"));
    }

    private static CodeBlock claim(Claim claim) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (claim instanceof Claim.Lock lock) {
            lock(lock, code);
        } else if (claim instanceof Claim.Permits permits) {
            permits(permits, code);
        } else if (claim instanceof Claim.Barrier barrier) {
            barrier(barrier, code);
        } else {
            code.add("$T.event($S)", Api.CLAIM, claim.name());
        }
        if (!claim.keys().isEmpty()) {
            code.add(".keyedBy($L)", strings(claim.keys()));
        }
        return code.build();
    }

    private static void lock(Claim.Lock lock, CodeBlock.Builder code) {
        code.add("$T.lock($S)", Api.CLAIM, lock.name());
        if (lock.mode() == Mode.SHARED) {
            code.add(".shared()");
        }
        scope(lock.scope(), code);
    }

    private static void permits(Claim.Permits permits, CodeBlock.Builder code) {
        code.add("$T.permits($S, $L)", Api.CLAIM, permits.name(), permits.permits());
        if (permits.take() != 1) {
            code.add(".take($L)", permits.take());
        }
        scope(permits.scope(), code);
    }

    private static void barrier(Claim.Barrier barrier, CodeBlock.Builder code) {
        code.add("$T.barrier($S, $L)", Api.CLAIM, barrier.name(), barrier.parties());
        if (barrier.at() != At.ENTRY) {
            code.add(".at($T.$L)", Api.AT, barrier.at());
        }
    }

    private static void scope(Scope scope, CodeBlock.Builder code) {
        if (scope != Scope.RUNTIME) {
            code.add(".in($T.$L)", Api.SCOPE, scope);
        }
    }

    private static CodeBlock strings(List<String> texts) {
        return texts.stream().map(text -> CodeBlock.of("$S", text)).collect(CodeBlock.joining(", "));
    }
}
