package dev.muster.runtime.workers;

import org.jspecify.annotations.Nullable;

/** A platform thread of a {@link ThreadPool}; a daemon, as virtual threads are. */
final class PlatformThread extends Thread implements Carrier {
    private @Nullable LocalRunner runner;

    PlatformThread(Runnable body) {
        super(null, body, "Muster worker", 0, false);
        setDaemon(true);
    }

    @Override
    public @Nullable LocalRunner runner() {
        return runner;
    }

    @Override
    public void runner(@Nullable LocalRunner theirs) {
        runner = theirs;
    }
}
