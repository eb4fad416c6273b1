package dev.muster.runtime.process;

import dev.muster.ProcessOptions;
import dev.muster.WorkerStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts the children of one pool, and owns the folder that they share. Safe for use by many threads.
 *
 * <p>States: <em>empty</em>, <em>open</em> once a child was asked for, <em>closed</em>. {@code home}, {@code lost}, {@code children}
 * and {@code closed} are guarded by this object's monitor; {@code lost} changes no more once this is closed.
 */
final class Nursery {
    /** How many children may be starting at the same time in this process; more would only make each slower. */
    private static final Semaphore STARTS =
            new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

    private static final String LATE = "it was not ready in time";

    private final ProcessOptions options;
    private final Family family;
    private final ScheduledExecutorService timer;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Ear ear;
    private final Thread exitHook;

    private final List<PrivateFolder> lost = new ArrayList<>(); // removed by others; a child may have made one anew

    private @Nullable Home home;
    private int children;
    private boolean closed;

    /** The folder, and the command that is written down in it. */
    private record Home(PrivateFolder folder, JavaCommand command) {}

    /**
     * A nursery that is empty.
     *
     * @param atExit what is to be done when this process exits while the nursery is open
     */
    Nursery(ProcessOptions options, Family family, String pool, ScheduledExecutorService timer, Runnable atExit) {
        this.options = options;
        this.family = family;
        this.timer = timer;
        this.ear = new Ear(pool);
        this.exitHook = new Thread(atExit, "muster-exit");
    }

    /**
     * Starts a child and waits until it is ready.
     *
     * @param present is told of the process as soon as there is one, so that others can kill it
     * @throws WorkerStartException why there is none
     * @throws BrokenPoolException if its initialiser has failed
     */
    ChildProcess start(Consumer<ChildProcess> present) throws BrokenPoolException {
        STARTS.acquireUninterruptibly();
        try {
            ChildProcess child = born(opened());
            present.accept(child);
            meet(child);
            return child;
        } catch (IOException failed) {
            throw new WorkerStartException("no child process can be started: " + failed.getMessage(), failed);
        } finally {
            STARTS.release();
        }
    }

    private synchronized Home opened() {
        if (closed) {
            throw new WorkerStartException("the pool is closed");
        }
        Home present = home;
        if (present != null && present.folder().isThere()) {
            return present;
        }
        Home next = newHome();
        if (present == null) {
            addHook();
        } else {
            lost.add(present.folder());
        }
        home = next;
        return next;
    }

    private Home newHome() {
        PrivateFolder folder = PrivateFolder.open(family.folder());
        return new Home(folder, new JavaCommand(options, folder.path()));
    }

    private ChildProcess born(Home in) throws IOException {
        Path own = in.folder().path().resolve(Integer.toString(nextNumber()));
        return new ChildProcess(family.nextName(), in.command(), own, options.outputPrefix());
    }

    private synchronized int nextNumber() {
        return ++children;
    }

    private void meet(ChildProcess child) throws BrokenPoolException {
        ScheduledFuture<?> limit =
                timer.schedule(() -> child.kill(LATE), options.startLimit().toNanos(), TimeUnit.NANOSECONDS);
        try {
            Throwable refusal = child.meet(
                    family.welcome(child.name(), child.pid(), child.folder(), options), family.codecs(), loader, ear);
            if (refusal != null) {
                child.end(options.grace(), true);
                throw new BrokenPoolException(options.initializer().orElse("?"), refusal);
            }
        } catch (IOException failed) {
            boolean late = limit.isDone();
            String death = child.awaitDeath(options.grace()).describe(child.lastOutput());
            throw new WorkerStartException((late
                            ? "no child process was ready within " + options.startLimit()
                            : "no child process can be started")
                    + ": " + death + JavaCommand.lack());
        } finally {
            limit.cancel(false);
        }
    }

    /** What finds the classes of what children say, and of codecs. */
    @Nullable
    ClassLoader loader() {
        return loader;
    }

    /** Removes the folder, when all children are gone. */
    void close() {
        Home left;
        synchronized (this) {
            left = home;
            home = null;
            closed = true;
        }
        if (left != null) {
            lost.forEach(Nursery::clear);
            clear(left.folder());
            forgetHook();
        }
    }

    private static void clear(PrivateFolder folder) {
        Descendants.kill(folder.path());
        folder.close();
    }

    private void addHook() {
        try {
            Runtime.getRuntime().addShutdownHook(exitHook);
        } catch (IllegalStateException ending) {
            // A hook of the user's starts calls, and closes the pool; else the child notices the end of its
            // connections.
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException ending) {
            // It is running.
        }
    }
}
