package dev.muster.runtime.policies;

import dev.muster.Muster;
import dev.muster.Workers;
import dev.muster.call.TryAgain;
import dev.muster.policy.AroundPolicy;
import dev.muster.policy.ClaimedResource;
import dev.muster.policy.PolicyCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The policies that wrap the bodies of one method, outermost first. Immutable. */
public final class Chain {
    private final List<AroundPolicy> policies;
    private final Muster muster;
    private final Function<KnownCall, Optional<Instant>> deadlines;

    /**
     * For one method.
     *
     * @param deadlines when a call's run limit strikes
     */
    public Chain(List<AroundPolicy> policies, Muster muster, Function<KnownCall, Optional<Instant>> deadlines) {
        this.policies = List.copyOf(policies);
        this.muster = muster;
        this.deadlines = deadlines;
    }

    /** What the policies note where calls are started, on the thread that does; null if none notes anything. */
    public @Nullable Notes starting() {
        @Nullable Object[] notes = new @Nullable Object[policies.size()];
        boolean any = false;
        for (int i = 0; i < notes.length; i++) {
            notes[i] = note(policies.get(i));
            any |= notes[i] != null;
        }
        return any ? new Notes(notes) : null;
    }

    private static @Nullable Object note(AroundPolicy policy) {
        try {
            return policy.starting();
        } catch (Throwable thrown) { // also what need not be declared everywhere
            return new Thrown(thrown);
        }
    }

    /** What the policies have noted, by their place. */
    public static final class Notes {
        private final @Nullable Object[] notes;

        private Notes(@Nullable Object[] notes) {
            this.notes = notes;
        }
    }

    /** In place of a note: why there is none. */
    private record Thrown(Throwable why) {}

    /** A body. */
    @FunctionalInterface
    public interface Body<R extends @Nullable Object> {
        /** Runs it. */
        R run() throws Throwable;
    }

    /**
     * Runs the policies around a body.
     *
     * @throws Throwable what comes out of the outermost
     */
    public <R extends @Nullable Object> R run(KnownCall call, Body<R> body) throws Throwable {
        return new Step<>(call, body, 0).next();
    }

    /** What the policy at {@code index} minus one sees. */
    private final class Step<R extends @Nullable Object> implements PolicyCall<R> {
        private final KnownCall call;
        private final Body<R> body;
        private final int index;
        private boolean proceeded;

        Step(KnownCall call, Body<R> body, int index) {
            this.call = call;
            this.body = body;
            this.index = index;
        }

        R next() throws Throwable {
            return index == policies.size()
                    ? body.run()
                    : policies.get(index).around(new Step<>(call, body, index + 1));
        }

        @Override
        public R proceed() throws Exception {
            if (proceeded) {
                throw new IllegalStateException(
                        policies.get(index - 1).getClass().getName()
                                + " has called proceed() twice in one try of " + call.callName()
                                + ". To run the body anew, return again(delay, reason).");
            }
            proceeded = true;
            try {
                return next();
            } catch (Throwable thrown) {
                throw Chain.<RuntimeException>asItIs(thrown);
            }
        }

        @Override
        public R again(Duration after, Throwable reason) {
            if (after.isNegative()) {
                throw new IllegalArgumentException("again(" + after + ", …): zero or more is needed");
            }
            throw new TryAgain(after, Objects.requireNonNull(reason, "reason"));
        }

        @Override
        public @Nullable Object started() {
            Object note = call.call().started() instanceof Notes all ? all.notes[index - 1] : null;
            if (note instanceof Thrown thrown) {
                throw Chain.<RuntimeException>asItIs(thrown.why);
            }
            return note;
        }

        @Override
        public Optional<Instant> deadline() {
            return deadlines.apply(call);
        }

        @Override
        public Muster muster() {
            return muster;
        }

        @Override
        public String callName() {
            return call.callName();
        }

        @Override
        public String type() {
            return call.type();
        }

        @Override
        public String method() {
            return call.method();
        }

        @Override
        public String signature() {
            return call.signature();
        }

        @Override
        public List<String> parameters() {
            return call.parameters();
        }

        @Override
        public @Nullable Object argument(String parameter) {
            return call.argument(parameter);
        }

        @Override
        public <T> T argument(String parameter, Class<T> type) {
            return call.argument(parameter, type);
        }

        @Override
        public int attempt() {
            return call.attempt();
        }

        @Override
        public List<ClaimedResource> resources() {
            return call.resources();
        }

        @Override
        public Optional<Workers> workers() {
            return call.workers();
        }

        @Override
        public boolean isCancelled() {
            return call.isCancelled();
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** Lets a throwable pass where only unchecked ones are declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <X extends Throwable> X asItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
