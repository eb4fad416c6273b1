import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy of which there can be no object, unless it is provided. */
class PolicyIsAbstract {
    @EnforcedBy(value = Audit.class, provided = true)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Audited {
        String value();
    }

    interface Audit extends AroundPolicy {}

    @Audited("x")
    void work() {}
}
