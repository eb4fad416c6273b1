package dev.muster.runtime;

import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.MusterProvider;
import dev.muster.runtime.workers.LocalRunner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives {@link Muster} this runtime. Found by {@link java.util.ServiceLoader}. */
public final class RuntimeProvider implements MusterProvider {
    /** The runtime that is shared, opened when this class is first used. */
    private static final class Shared {
        private static final MusterRuntime RUNTIME = MusterRuntime.openShared(new RuntimeBuilder().settings());
    }

    private static volatile @Nullable MusterRuntime ofChild;

    /** For the service loader. */
    public RuntimeProvider() {}

    @Override
    public Muster.Builder builder() {
        return new RuntimeBuilder();
    }

    @Override
    public Muster shared() {
        MusterRuntime runtime = ofChild;
        return runtime == null ? Shared.RUNTIME : runtime;
    }

    /** In a child process: makes its runtime the shared one. */
    static void share(MusterRuntime runtime) {
        ofChild = runtime;
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
