package dev.muster.runtime.worker;

import dev.muster.NotTransferableException;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.runtime.protocol.LoadingStream;
import dev.muster.wire.WireReader;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The methods and targets that the parent has told this child of, by the ids that it gave them. Used by the main loop alone.
 *
 * <p>What cannot be found or built fails the calls that need it, not the child.
 */
final class KnownMethods {
    private final CallHost host;
    private final @Nullable ClassLoader loader;
    private final Map<Integer, Method> methods = new HashMap<>();
    private final Map<Integer, Target> targets = new HashMap<>();
    private final Map<Class<?>, Target> built = new HashMap<>();
    private int lastMethod;
    private int lastTarget;
    private @Nullable CallSite lastSite; // of these two: most calls are like the one before

    KnownMethods(CallHost host, @Nullable ClassLoader loader) {
        this.host = host;
        this.loader = loader;
    }

    /** A method and the sites of its calls, or why it cannot be called. */
    private record Method(
            @Nullable CallMethod method, @Nullable Throwable failure, Map<Target, CallSite> sites) {}

    /** An object that calls are for, or why there is none. Equal only to itself. */
    private static final class Target {
        private final @Nullable Object object;
        private final @Nullable Throwable failure;

        Target(@Nullable Object object, @Nullable Throwable failure) {
            this.object = object;
            this.failure = failure;
        }
    }

    /** Reads what the parent says of a method. */
    void method(WireReader in) throws IOException {
        int id = in.getInt();
        String dispatcher = Objects.requireNonNull(in.getString());
        String signature = Objects.requireNonNull(in.getString());
        long fingerprint = in.getLong();
        methods.put(id, find(dispatcher, signature, fingerprint));
    }

    @SuppressWarnings("CatchingUnchecked")
    private Method find(String dispatcher, String signature, long fingerprint) {
        try {
            Class<?> type = Class.forName(dispatcher, true, loader);
            CallMethod method = CallMethod.find(type, signature);
            CallMethod.Remote remote = method == null ? null : method.remote();
            if (method == null || remote == null || remote.fingerprint() != fingerprint) {
                throw new NotTransferableException(dispatcher + ": the child's class path has another version of "
                        + signature + " than the parent's; both must see the same classes");
            }
            return new Method(method, null, new HashMap<>());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
            return new Method(null, failure, Map.of());
        }
    }

    /** Reads a target that was sent. */
    void target(WireReader in) throws IOException {
        int id = in.getInt();
        targets.put(id, deserialized(Objects.requireNonNull(in.getBytes())));
    }

    /** Reads which target is not needed any more. */
    void forget(WireReader in) throws IOException {
        Target forgotten = targets.remove(in.getInt());
        lastSite = null;
        if (forgotten != null) {
            methods.values().forEach(method -> method.sites().remove(forgotten));
        }
    }

    /**
     * The site of a method and a target.
     *
     * @throws Exception why there is none
     */
    CallSite site(int methodId, int targetId) throws Exception {
        CallSite same = lastSite;
        if (same != null && methodId == lastMethod && targetId == lastTarget) {
            return same;
        }
        CallSite found = find(methodId, targetId);
        lastMethod = methodId;
        lastTarget = targetId;
        lastSite = found;
        return found;
    }

    private CallSite find(int methodId, int targetId) throws Exception {
        Method method = methods.get(methodId);
        if (method == null) {
            throw new IOException("no method has the id " + methodId);
        }
        CallMethod callMethod = orThrow(method.method(), method.failure());
        Target target = targetId == 0 ? built(Objects.requireNonNull(callMethod.remote())) : targets.get(targetId);
        if (target == null) {
            throw new IOException("no target has the id " + targetId);
        }
        if (target.failure != null) {
            return orThrow(null, target.failure);
        }
        CallSite site = method.sites().get(target);
        if (site == null) {
            site = host.bind(callMethod, target.object);
            method.sites().put(target, site);
        }
        return site;
    }

    /** The target of a dispatcher that this child builds: once, unless it fails. */
    private Target built(CallMethod.Remote remote) {
        Target target = built.get(remote.dispatcher());
        if (target == null) {
            Supplier<?> maker = remote.newTarget();
            target = new Target(maker == null ? null : maker.get(), null);
            if (maker != null) {
                built.put(remote.dispatcher(), target);
            }
        }
        return target;
    }

    /** The parent is trusted with what it sends. */
    private Target deserialized(byte[] object) {
        try (ObjectInputStream in = new LoadingStream(object, loader)) {
            return new Target(in.readObject(), null);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError failure) {
            return new Target(null, failure);
        }
    }

    private static <T> T orThrow(@Nullable T value, @Nullable Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        return Objects.requireNonNull(value);
    }
}
