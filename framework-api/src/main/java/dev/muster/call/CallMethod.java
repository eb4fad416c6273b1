package dev.muster.call;

import dev.muster.spec.MethodSpec;
import dev.muster.wire.WireReader;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One annotated method, as its generated dispatcher knows it: what the annotations say and, where calls may run in child
 * processes, how a child takes part. Immutable; a static constant of the dispatcher.
 */
public final class CallMethod {
    /** The remote methods of each dispatcher, by id. A class value, so that class loaders can be collected. */
    private static final ClassValue<Map<String, CallMethod>> REMOTE = new ClassValue<>() {
        @Override
        protected Map<String, CallMethod> computeValue(Class<?> dispatcher) {
            return new ConcurrentHashMap<>();
        }
    };

    private final MethodSpec spec;
    private final @Nullable Remote remote;

    private CallMethod(MethodSpec spec, @Nullable Remote remote) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.remote = remote;
    }

    /** Makes, in a child, the call that the parent wrote. */
    @FunctionalInterface
    public interface Reader {
        /** Reads the arguments, in the order that {@link RemoteCall#writeArguments} wrote them. */
        Call<?> read(CallSite site, @Nullable Object target, WireReader in) throws IOException;
    }

    /**
     * How a child process takes part in a method.
     *
     * @param dispatcher the generated class; its static initialisation declares the method
     * @param fingerprint changes when the shape of arguments or result changes, so that unequal class versions are noticed
     * @param newTarget builds the target in a child; null if it is sent instead, or the method is static
     * @param reader makes a call
     * @param arrayReader makes a slice of an array call; null if the method has no array form
     */
    public record Remote(
            Class<?> dispatcher,
            long fingerprint,
            @Nullable Supplier<?> newTarget,
            Reader reader,
            @Nullable Reader arrayReader) {}

    /** A method whose calls stay in this process. */
    public static CallMethod local(MethodSpec spec) {
        return new CallMethod(spec, null);
    }

    /** A method whose calls can run in child processes; declares it, so that {@link #find} finds it in a child. */
    public static CallMethod remote(MethodSpec spec, Remote remote) {
        CallMethod method = new CallMethod(spec, remote);
        REMOTE.get(remote.dispatcher()).put(spec.signature(), method);
        return method;
    }

    /**
     * The method of an initialised dispatcher with this signature, or null. Used in child processes, where {@link
     * Class#forName(String)} has loaded and initialised the dispatcher.
     */
    public static @Nullable CallMethod find(Class<?> dispatcher, String signature) {
        return REMOTE.get(dispatcher).get(signature);
    }

    /** What the annotations say. */
    public MethodSpec spec() {
        return spec;
    }

    /** How a child takes part, or null where calls stay in this process. */
    public @Nullable Remote remote() {
        return remote;
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
