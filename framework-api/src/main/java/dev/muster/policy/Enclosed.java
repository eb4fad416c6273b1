package dev.muster.policy;

import dev.muster.Muster;
import dev.muster.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call as one of two policies sees it, of which one is inside the other. */
final class Enclosed<R extends @Nullable Object> implements PolicyCall<R> {
    private final PolicyCall<R> call;
    private final Body<R> body;
    private final @Nullable Object note;

    Enclosed(PolicyCall<R> call, Body<R> body, @Nullable Object note) {
        this.call = call;
        this.body = body;
        this.note = note;
    }

    /** What the policy wraps. */
    interface Body<R extends @Nullable Object> {
        R run() throws Exception;
    }

    /** What the two noted where the call was started. */
    record Notes(@Nullable Object outer, @Nullable Object inner) {
        private static final Notes NONE = new Notes(null, null);

        static @Nullable Notes of(AroundPolicy outer, AroundPolicy inner) {
            Notes notes = new Notes(outer.starting(), inner.starting());
            return notes.outer == null && notes.inner == null ? null : notes;
        }

        static Notes in(PolicyCall<?> call) {
            return call.started() instanceof Notes notes ? notes : NONE;
        }
    }

    @Override
    public R proceed() throws Exception {
        return body.run();
    }

    @Override
    public @Nullable Object started() {
        return note;
    }

    @Override
    public R again(Duration after, Throwable reason) {
        return call.again(after, reason);
    }

    @Override
    public Optional<Instant> deadline() {
        return call.deadline();
    }

    @Override
    public Muster muster() {
        return call.muster();
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
