package dev.muster.processor.read;

import dev.muster.At;
import dev.muster.AwaitCondition;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Idempotent;
import dev.muster.Mode;
import dev.muster.Permits;
import dev.muster.Scope;
import dev.muster.Timeout;
import dev.muster.processor.model.Limits;
import dev.muster.processor.model.Misfit;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.Written;
import dev.muster.processor.model.WrittenTerms;
import dev.muster.spec.Claim;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/** Reads on which terms the calls of a method run. */
final class TermsReader {
    private final ConditionReader conditions;
    private final KeyReader keys;

    TermsReader(ConditionReader conditions, KeyReader keys) {
        this.conditions = conditions;
        this.keys = keys;
    }

    WrittenTerms read(
            ExecutableElement method,
            List<WrittenAnnotation> annotations,
            List<Policy> policies,
            List<Misfit> misfits) {
        return new WrittenTerms(
                annotations.stream().flatMap(TermsReader::needs).toList(),
                of(FireEvent.class, annotations).map(TermsReader::event).toList(),
                keys.read(method),
                of(AwaitCondition.class, annotations).findFirst().map(conditions::read),
                of(Timeout.class, annotations).findFirst().map(TermsReader::limits),
                of(Idempotent.class, annotations).findFirst().map(annotation -> annotation.integer("attempts")),
                policies,
                misfits);
    }

    private static Stream<WrittenAnnotation> of(Class<? extends Annotation> type, List<WrittenAnnotation> annotations) {
        return annotations.stream().filter(annotation -> annotation.type() == type);
    }

    private static Stream<Need> needs(WrittenAnnotation annotation) {
        Class<? extends Annotation> type = annotation.type();
        if (type == Guarded.class) {
            return locks(annotation);
        }
        if (type == Permits.class) {
            return Stream.of(permits(annotation));
        }
        if (type == AwaitEvent.class) {
            return Stream.of(event(annotation));
        }
        return type == Barrier.class ? Stream.of(barrier(annotation)) : Stream.empty();
    }

    private static Stream<Need> locks(WrittenAnnotation annotation) {
        Scope scope = annotation.constant("scope", Scope.class);
        boolean shared = annotation.constant("mode", Mode.class) == Mode.SHARED;
        List<String> names = annotation.strings("value");
        Written by = annotation.written();
        return IntStream.range(0, names.size()).mapToObj(i -> {
            Claim.Lock lock = Claim.lock(names.get(i)).in(scope);
            return new Need(shared ? lock.shared() : lock, by, annotation.place("value", i));
        });
    }

    private static Need permits(WrittenAnnotation annotation) {
        Claim.Permits claim = Claim.permits(annotation.string("of"), annotation.integer("value"))
                .take(annotation.integer("take"))
                .in(annotation.constant("scope", Scope.class));
        return need(claim, annotation, "of");
    }

    private static Need event(WrittenAnnotation annotation) {
        return need(Claim.event(annotation.string("value")), annotation, "value");
    }

    private static Need barrier(WrittenAnnotation annotation) {
        Claim.Barrier claim = Claim.barrier(annotation.string("value"), annotation.integer("parties"))
                .at(annotation.constant("at", At.class));
        return need(claim, annotation, "value");
    }

    private static Need need(Claim claim, WrittenAnnotation annotation, String name) {
        Written by = annotation.written();
        return new Need(claim, by, by.at(name));
    }

    private static Limits limits(WrittenAnnotation annotation) {
        return new Limits(annotation.string("value"), annotation.string("waiting"), annotation.written());
    }
}
