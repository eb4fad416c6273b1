package dev.muster.policies;

import dev.muster.Parallel;
import dev.muster.RunTimeoutException;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Methods behind circuit breakers. */
class Guards {
    @Parallel
    @CircuitBreaker(
            name = "prices",
            window = 2,
            openFor = "10s",
            halfOpenCalls = 1,
            notOn = IllegalStateException.class)
    Object price(Callable<?> job) throws Exception {
        return job.call();
    }

    @CircuitBreaker(
            name = "prices",
            window = 2,
            openFor = "10s",
            halfOpenCalls = 1,
            notOn = IllegalStateException.class)
    Object priceNow(Callable<?> job) throws Exception {
        return job.call();
    }

    @CircuitBreaker(name = "prices", window = 3)
    Object otherwise(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @CircuitBreaker(window = 2)
    String inProcess(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("down");
        }
        return "up";
    }

    @Retry(attempts = 4, delay = "0s", notOn = CircuitOpenException.class)
    @CircuitBreaker(window = 2)
    Object triedOutside(Callable<?> job) throws Exception {
        return job.call();
    }

    @CircuitBreaker(window = 2)
    @Retry(attempts = 4, delay = "0s")
    Object triedInside(Callable<?> job) throws Exception {
        return job.call();
    }

    @Fallback(Sorry.class)
    @CircuitBreaker(window = 2)
    Object answered(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Timeout("50ms")
    @CircuitBreaker(window = 1, on = RunTimeoutException.class)
    Object limited(Callable<?> job) throws Exception {
        return job.call();
    }

    /** Says why. */
    static final class Sorry implements FallbackFunction<Object> {
        @Override
        public Object instead(dev.muster.policy.CallInfo call, Throwable failure) {
            return "sorry: " + failure.getClass().getSimpleName();
        }
    }
}
