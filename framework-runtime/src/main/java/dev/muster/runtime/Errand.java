package dev.muster.runtime;

import dev.muster.TaskPhase;
import dev.muster.WorkerInfo;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.call.PolicedCall;
import dev.muster.call.RemoteCall;
import dev.muster.call.Runner;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call in a child process, while policies wrap it on a thread here: a call of its own, by the same name, that carries
 * the other's arguments there and its result back.
 */
final class Errand extends Call<@Nullable Object> implements RemoteCall {
    /** The thread that waits for it hears of its end otherwise. */
    private static final CallOwner OWNER = ended -> {};

    private final RemoteCall carried;

    /** Of a call, which runs; queued. */
    Errand(PolicedCall<?> call) {
        super(call.site());
        this.carried = (RemoteCall) call;
        place(call.number(), call, OWNER);
        queueUnshared();
    }

    @Override
    protected void body() {
        throw new IllegalStateException(name() + " runs in a child process");
    }

    @Override
    protected @Nullable Object result() {
        return null; // it is in the call
    }

    @Override
    public void writeArguments(WireWriter out) throws IOException {
        carried.writeArguments(out);
    }

    @Override
    public void writeResult(WireWriter out) throws IOException {
        carried.writeResult(out);
    }

    @Override
    public void readResult(WireReader in) throws IOException {
        carried.readResult(in);
    }

    /** Tells of the call: interrupts go to the thread, which runs its policies; its worker is the child, once there is one. */
    record Escort(Runner thread, Errand errand) implements Runner {
        @Override
        public WorkerInfo info() {
            Runner child = errand.runner();
            return (child == null ? thread : child).info();
        }

        @Override
        public void interrupt(Call<?> call) {
            thread.interrupt(call);
        }

        @Override
        public @Nullable String waitsFor(Call<?> running) {
            return errand.phase() == TaskPhase.QUEUED
                    ? "a child process"
                    : Objects.requireNonNullElse(errand.waitsFor(), "its body in a child process");
        }
    }
}
