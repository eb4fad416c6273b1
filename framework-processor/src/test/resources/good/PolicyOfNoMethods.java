import dev.muster.Parallel;
import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy on a type that has no dispatcher. */
@PolicyOfNoMethods.Audited("x")
class PolicyOfNoMethods {
    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface Audited {
        String value();
    }

    static class Audit implements AroundPolicy {
        Audit(String value) {}

        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    @Parallel
    void work() {}
}
