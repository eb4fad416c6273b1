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
        ElementType[] value();
    }

    static class Audit implements AroundPolicy {
        Audit(ElementType[] value) {}

        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    @Audited(ElementType.METHOD)
    void work() {}
}
