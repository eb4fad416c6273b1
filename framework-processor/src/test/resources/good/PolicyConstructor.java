import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy that does not take what its annotation says. */
class PolicyConstructor {
    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Audited {
        String value();

        int level() default 1;
    }

    static class Audit implements AroundPolicy {
        Audit(String value, long level) {}

        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    @Audited("x")
    void work() {}
}
