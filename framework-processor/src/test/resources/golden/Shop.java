package demo;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;
import dev.muster.Workers;
import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.AroundPolicy;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Policies of every kind, on methods of every kind. */
@Shop.Traced
public class Shop {
    @EnforcedBy(Trace.class)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface Traced {}

    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Repeatable(Audits.class)
    @interface Audited {
        String value();

        int[] levels() default {1, 2};

        TimeUnit unit() default TimeUnit.SECONDS;

        Class<? extends Exception>[] of() default IOException.class;

        char mark() default 'x';

        long most() default 1;
    }

    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Audits {
        Audited[] value();
    }

    @EnforcedBy(value = Quota.class, provided = true)
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface PerTenant {}

    /** What the team means by important. */
    @Parallel(workers = 2)
    @Guarded("books")
    @Audited("important")
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Important {}

    static class Trace implements AroundPolicy {
        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    static class Audit extends Trace {
        Audit(String value, int[] levels, TimeUnit unit, Class<?>[] of, char mark, long most) {}
    }

    interface Quota extends AdmissionPolicy {}

    static class NoQuota implements Quota {
        @Override
        public Decision mayStart(CallInfo call) {
            return Decision.admit();
        }
    }

    @Guarded("order")
    @Audited("first")
    @Audited("second")
    public <X extends IOException> int place(@Key String order, int count) throws X {
        return count;
    }

    @PerTenant
    public void cancel(String tenant) {}

    @Important
    int square(int x) {
        return x * x;
    }

    @Parallel(on = Workers.PROCESSES)
    long total(String tenant, long cents) {
        return cents;
    }

    @Parallel
    CompletableFuture<String> later() {
        return CompletableFuture.completedFuture("later");
    }
}
