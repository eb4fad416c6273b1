package dev.muster.benchmarks;

import dev.muster.policy.AroundPolicy;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.PolicyCall;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lock as a user's policy. */
@EnforcedBy(Locked.Policy.class)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Locked {
    /** Holds the lock while the body runs. */
    final class Policy implements AroundPolicy {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
            lock.lock();
            try {
                return call.proceed();
            } finally {
                lock.unlock();
            }
        }
    }
}
