package dev.muster.runtime;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.Deadline;
import dev.muster.runtime.workers.LocalRunner;
import java.time.Instant;
import java.util.Optional;

/** The context of a call that runs on a thread of this process. */
record LocalContext(LocalRunner runner, Call<?> call) implements CallContext {
    @Override
    public String callName() {
        return call.name();
    }

    @Override
    public String workerName() {
        return runner.name();
    }

    @Override
    public long pid() {
        return runner.identity().pid();
    }

    @Override
    public long parentPid() {
        return runner.identity().parentPid();
    }

    @Override
    public int attempt() {
        CallHolder holder = call.holder();
        return holder == null ? 1 : holder.attempt();
    }

    @Override
    public Optional<Instant> deadline() {
        CallHolder holder = call.holder();
        return Optional.ofNullable(holder == null ? null : holder.deadline()).map(Deadline::instant);
    }

    @Override
    public boolean isCancelled() {
        return call.shouldLeave();
    }

    @Override
    public Muster muster() {
        return call.site() instanceof BoundSite site ? site.runtime() : RuntimeProvider.sharedRuntime();
    }

    @Override
    public String toString() {
        return callName() + " on " + workerName();
    }
}
