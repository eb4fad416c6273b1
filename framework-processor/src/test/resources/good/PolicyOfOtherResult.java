import dev.muster.Parallel;
import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.GivesResult;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** A policy whose class gives what the method gives. */
class PolicyOfOtherResult<E extends Number> {
    @EnforcedBy(Audit.class)
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface Else {
        @GivesResult
        Class<? extends Callable<?>> value();
    }

    static class Audit implements AroundPolicy {
        Audit(Class<?> value) {}

        @Override
        public <R> R around(PolicyCall<R> call) throws Exception {
            return call.proceed();
        }
    }

    interface Texts extends Callable<List<String>> {}

    abstract static class Numbers implements Texts {}

    abstract static class Number42 implements Callable<Integer> {}

    abstract static class None implements Callable<Void> {}

    @Else(Number42.class)
    int number() {
        return 1;
    }

    @Else(Number42.class)
    Object object() {
        return 1;
    }

    @Else(Number42.class)
    E variable(E first) {
        return first;
    }

    @Else(Texts.class)
    <T> List<T> variables(List<T> all) {
        return all;
    }

    @Else(None.class)
    void nothing() {}

    @Parallel
    @Else(Numbers.class)
    CompletionStage<? extends List<? extends CharSequence>> later() {
        throw new UnsupportedOperationException();
    }

    @Else(Numbers.class)
    List<String> work() {
        return List.of();
    }
}
