package dev.muster.runtime.process;

import dev.muster.NotTransferableException;
import dev.muster.call.ArrayCall;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.CallMethod;
import dev.muster.call.CallRun;
import dev.muster.call.CallSite;
import dev.muster.call.Deadline;
import dev.muster.call.RemoteCall;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.MessageFullException;
import dev.muster.runtime.protocol.MessageWriter;
import dev.muster.runtime.protocol.RemoteFailure;
import dev.muster.runtime.protocol.Request;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes calls for one child, and before them what it does not know yet: methods and targets. Used by one thread. */
final class Requests {
    private final MessageWriter to;
    private final IdentityHashMap<CallMethod, Integer> methods = new IdentityHashMap<>();
    private final SentTargets targets = new SentTargets();
    private boolean streamed;
    private @Nullable CallMethod lastMethod;
    private int lastId; // its id: most calls are like the one before

    Requests(MessageWriter to) {
        this.to = to;
    }

    /**
     * Adds a call to the message.
     *
     * @throws MessageFullException if it belongs into the next message
     * @throws NotTransferableException if it cannot be written; nothing of it is in the message
     */
    void add(SentCalls.Sent sent, Call<?> call) throws BrokenChannelException, MessageFullException {
        try {
            int target = target(call.site());
            write(sent, call, target);
        } catch (BrokenChannelException | MessageFullException passed) {
            to.discard();
            throw passed;
        } catch (Throwable failure) {
            to.discard();
            throw notTransferable(call.name(), failure);
        }
    }

    /**
     * Adds calls of a run to the message: the first, and as many of the others as can go with it.
     *
     * @return how many
     * @throws MessageFullException if the first belongs into the next message
     * @throws NotTransferableException if the first cannot be written; nothing is in the message
     */
    int add(SentCalls.Sent sent, CallRun run) throws BrokenChannelException, MessageFullException {
        try {
            CallSite site = run.site();
            int target = target(site);
            WireWriter out = head(sent.id(), method(site.method()), target, 1, run.number(), false);
            out.putBoolean(false);
            run.writeArguments(0, out);
            int count = others(run, out);
            to.close();
            return count;
        } catch (BrokenChannelException | MessageFullException passed) {
            to.discard();
            throw passed;
        } catch (Throwable failure) {
            to.discard();
            throw notTransferable(site(run), failure);
        }
    }

    /** One that does not fit, or cannot be written, is left for the next message, to be the first there. */
    private int others(CallRun run, WireWriter out) {
        int size = run.size();
        int count = 1;
        int last = Byte.BYTES; // bytes of the one before
        while (count < size && to.hasRoom(last)) {
            int mark = to.mark();
            if (!other(run, count, out)) {
                to.rewind(mark);
                break;
            }
            last = to.mark() - mark;
            count++;
        }
        return count;
    }

    private boolean other(CallRun run, int after, WireWriter out) {
        try {
            out.putByte(Request.NEXT);
            run.writeArguments(after, out);
            return !to.hasOverflowed();
        } catch (Throwable unfit) {
            return false; // it will be thrown again, when this one is the first
        }
    }

    private static String site(CallRun run) {
        return run.site().spec().name() + "-" + run.number();
    }

    private static NotTransferableException notTransferable(String call, Throwable failure) {
        return failure instanceof NotTransferableException explained
                ? explained
                : new NotTransferableException(
                        call + " has arguments that cannot be sent to a child process: "
                                + RemoteFailure.textOf(failure),
                        failure);
    }

    /** Whether another call should rather go into the next message. */
    boolean isFull() {
        return to.isFull();
    }

    /** Whether the child may have begun to act on the last message before it had read all of it. */
    boolean hasStreamed() {
        return streamed || to.hasStreamed();
    }

    /** Sends the message, unless it is empty. */
    void send() throws BrokenChannelException {
        streamed = to.hasStreamed();
        if (!to.isEmpty()) {
            to.finish();
        }
    }

    private void write(SentCalls.Sent sent, Call<?> call, int target) throws Exception {
        CallHolder holder = call.holder();
        int attempt = holder == null ? 1 : holder.attempt();
        int method = method(call.site().method());
        WireWriter out = head(sent.id(), method, target, attempt, call.number(), call instanceof ArrayCall);
        deadline(holder, out);
        ((RemoteCall) call).writeArguments(out);
        to.close();
    }

    private WireWriter head(long id, int method, int target, int attempt, long number, boolean slice)
            throws IOException {
        WireWriter out = to.open();
        out.putByte(Request.CALL);
        out.putLong(id);
        out.putInt(method);
        out.putInt(target);
        out.putInt(attempt);
        out.putLong(number);
        out.putBoolean(slice);
        return out;
    }

    /** As the time that is left, because clocks of processes are not the same. */
    private static void deadline(@Nullable CallHolder holder, WireWriter out) throws IOException {
        Deadline deadline = holder == null ? null : holder.deadline();
        out.putBoolean(deadline != null);
        if (deadline != null) {
            out.putLong(deadline.nanosLeft());
            out.putString(deadline.of());
        }
    }

    private int method(CallMethod method) throws IOException {
        if (method != lastMethod) {
            lastId = idOf(method);
            lastMethod = method;
        }
        return lastId;
    }

    private int idOf(CallMethod method) throws IOException {
        Integer known = methods.get(method);
        if (known != null) {
            return known;
        }
        CallMethod.Remote remote = Objects.requireNonNull(method.remote());
        int id = methods.size() + 1;
        WireWriter out = to.open();
        out.putByte(Request.METHOD);
        out.putInt(id);
        out.putString(remote.dispatcher().getName());
        out.putString(method.spec().signature());
        out.putLong(remote.fingerprint());
        to.close();
        methods.put(method, id);
        return id;
    }

    private int target(CallSite site) throws IOException {
        Object target = site.target();
        if (target == null || Objects.requireNonNull(site.method().remote()).newTarget() != null) {
            return Request.BUILT;
        }
        int known = targets.idOf(target);
        return known != 0 ? known : sendTarget(site, target);
    }

    /** In a message of its own, because it may be large. */
    private int sendTarget(CallSite site, Object target) throws IOException {
        if (!to.isEmpty()) {
            throw new MessageFullException();
        }
        byte[] object = serialized(site, target);
        forgetTargets();
        int id = targets.add(target);
        WireWriter out = to.open();
        out.putByte(Request.TARGET);
        out.putInt(id);
        out.putBytes(object);
        to.close();
        to.finish();
        return id;
    }

    private void forgetTargets() throws IOException {
        for (int forgotten : targets.expire()) {
            WireWriter out = to.open();
            out.putByte(Request.FORGET);
            out.putInt(forgotten);
            to.close();
            to.finish();
        }
    }

    private static byte[] serialized(CallSite site, Object target) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(target);
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new NotTransferableException(
                    "the object that " + site.spec() + " is called for cannot be sent to a child process: "
                            + RemoteFailure.textOf(failure),
                    failure);
        }
        return bytes.toByteArray();
    }
}
