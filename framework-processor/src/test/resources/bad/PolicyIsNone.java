import dev.muster.policy.EnforcedBy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A policy that is no policy. */
class PolicyIsNone {
    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Audited {
        String value();
    }

    static class Audit {
        Audit(String value) {}
    }

    @Audited("x") // <-- MUSTER-601
    void work() {}
}
