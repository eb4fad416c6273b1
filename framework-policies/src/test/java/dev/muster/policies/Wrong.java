package dev.muster.policies;

import dev.muster.policy.CallInfo;

/** Classes whose annotations say what cannot be. */
final class Wrong {
    private Wrong() {}

    static class NoAttempts {
        @Retry(attempts = 0)
        void call() {}
    }

    static class NoUnit {
        @Retry(delay = "100")
        void call() {}
    }

    static class Shrinks {
        @Retry(factor = 0.5)
        void call() {}
    }

    static class TooLong {
        @Retry(delay = "20s")
        void call() {}
    }

    static class TooFine {
        @Retry(delay = "1500us")
        void call() {}
    }

    static class AllChance {
        @Retry(jitter = Double.NaN)
        void call() {}
    }

    static class NoPermits {
        @RateLimit(permits = 0)
        void call() {}
    }

    static class NoPeriod {
        @RateLimit(permits = 1, period = "0s")
        void call() {}
    }

    static class BelowZero {
        @RateLimit(permits = 1, waiting = "-1s")
        void call() {}
    }

    static class NeverFails {
        @CircuitBreaker(failureRate = 0)
        void call() {}
    }

    static class MoreThanKept {
        @CircuitBreaker(window = 5, minimumCalls = 6)
        void call() {}
    }

    static class NotOpen {
        @CircuitBreaker(openFor = "0ms")
        void call() {}
    }

    static class NeedsMore {
        @Fallback(Wired.class)
        String call() {
            return "";
        }
    }

    static class Breaks {
        @Fallback(Broken.class)
        String call() {
            return "";
        }
    }

    record Wired(String answer) implements FallbackFunction<String> {
        @Override
        public String instead(CallInfo call, Throwable failure) {
            return answer;
        }
    }

    static final class Broken implements FallbackFunction<String> {
        Broken() {
            throw new IllegalStateException("no answer file");
        }

        @Override
        public String instead(CallInfo call, Throwable failure) {
            return "";
        }
    }
}
