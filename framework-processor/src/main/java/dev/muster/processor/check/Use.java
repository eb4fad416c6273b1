package dev.muster.processor.check;

import dev.muster.Scope;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.spec.Claim;
import java.util.List;
import java.util.stream.Stream;

/** A resource with a name, as a method uses it. */
record Use(AnnotatedMethod method, Need need) {
    /** All uses, in the order of the source; permits that are a method's own have no name and are left out. */
    static List<Use> in(List<Target> targets) {
        return targets.stream()
                .flatMap(target -> target.methods().stream())
                .flatMap(Use::of)
                .toList();
    }

    private static Stream<Use> of(AnnotatedMethod method) {
        return method.terms().resources().stream()
                .filter(need -> !need.name().isEmpty())
                .map(need -> new Use(method, need));
    }

    /** What uses of one resource have in common: the name and, with a scope of one dispatcher, the type. */
    Object resource() {
        return List.of(scope() == Scope.INSTANCE ? method.spec().type() : "", need.name());
    }

    /** Among whom the resource is shared; that of events and barriers is always the runtime. */
    Scope scope() {
        Claim claim = need.claim();
        if (claim instanceof Claim.Lock lock) {
            return lock.scope();
        }
        return claim instanceof Claim.Permits permits ? permits.scope() : Scope.RUNTIME;
    }
}
