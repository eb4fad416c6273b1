import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy with an annotation inside. */
class PolicyWithAnnotation {
    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Audited {
        Target value();
    }

    static class Audit implements AroundPolicy {
        Audit(Target value) {}

        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    @Audited(@Target(ElementType.METHOD)) // <-- MUSTER-607
    void work() {}
}
