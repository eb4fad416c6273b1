import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.NamesParameter;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy of a parameter that there is not. */
class PolicyOfNoParameter {
    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Audited {
        @NamesParameter
        String key() default "";

        @NamesParameter
        String[] also() default {};
    }

    static class Audit implements AroundPolicy {
        Audit(String key, String[] also) {}

        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    @Audited
    void nothing() {}

    @Audited(key = "tenant", also = {"name", "user"}) // <-- MUSTER-611
    void work(String tenant, String name) {}
}
