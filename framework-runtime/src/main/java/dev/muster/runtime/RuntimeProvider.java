package dev.muster.runtime;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.MusterProvider;
import dev.muster.runtime.workers.LocalRunner;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives {@link Muster} this runtime. Found by {@link java.util.ServiceLoader}. */
public final class RuntimeProvider implements MusterProvider {
    private static volatile @Nullable MusterRuntime shared; // written under the class's monitor
    private static @Nullable Supplier<MusterRuntime> opener; // guarded by it

    /** For the service loader. */
    public RuntimeProvider() {}

    @Override
    public Muster.Builder builder() {
        return new RuntimeBuilder();
    }

    @Override
    public Muster shared() {
        return sharedRuntime();
    }

    static MusterRuntime sharedRuntime() {
        MusterRuntime runtime = shared;
        return runtime == null ? openShared() : runtime;
    }

    /** If it cannot be opened, each caller hears why. */
    private static synchronized MusterRuntime openShared() {
        MusterRuntime runtime = shared;
        if (runtime == null) {
            runtime = opener != null ? opener.get() : ownOpener().makes(RuntimeProvider::open);
            shared = runtime;
        }
        return runtime;
    }

    /** It is nobody's in particular: whoever asks first may be one of several applications, and the first to go. */
    private static Opener ownOpener() {
        return new Opener(RuntimeProvider.class.getClassLoader());
    }

    private static MusterRuntime open() {
        return MusterRuntime.openShared(new RuntimeBuilder().settings());
    }

    /** In a child process: its runtime, which {@code child} opens, is the shared one. */
    static synchronized void openWith(Supplier<MusterRuntime> child) {
        opener = child;
    }

    @Override
    public Optional<CallContext> current() {
        LocalRunner runner = LocalRunner.current();
        if (runner == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(runner.call()).map(call -> new LocalContext(runner, call));
    }
}
