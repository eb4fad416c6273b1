package dev.muster.runtime;

import dev.muster.MusterException;
import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.runtime.RuntimeSettings.PoolSize;
import dev.muster.runtime.RuntimeSettings.QueueLimit;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.claims.Room;
import dev.muster.runtime.process.Family;
import dev.muster.runtime.process.ProcessPool;
import dev.muster.runtime.workers.CorePool;
import dev.muster.runtime.workers.Identity;
import dev.muster.runtime.workers.ThreadPool;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The pools of one runtime. Each is made when the first method that uses it is bound; its workers start with its first call.
 *
 * <p>{@code shut} turns true under the monitor, so that no pool is made after the others were shut down.
 */
final class Pools {
    /** No limit of the pool's own: calls take a place before they come to it. */
    private static final int ALL = Integer.MAX_VALUE;

    private final RuntimeSettings settings;
    private final Identity identity;
    private final Opener opener;
    private final Family family;
    private final Admission admission;
    private final Map<String, WorkerPool> pools = new ConcurrentSkipListMap<>();
    private final Map<WorkerPool, Room> rooms = new ConcurrentHashMap<>();
    private boolean shut;

    Pools(RuntimeSettings settings, Identity identity, Opener opener, Family family, Admission admission) {
        this.admission = admission;
        this.settings = settings;
        this.identity = identity;
        this.opener = opener;
        this.family = family;
    }

    /**
     * The pool for a method's calls.
     *
     * @throws MusterException if what the annotation and the builder say does not fit together
     */
    WorkerPool forMethod(MethodSpec spec) {
        if (!spec.pool().isEmpty()) {
            return named(spec);
        }
        if (spec.workers() > 0) {
            String key = spec.type() + "." + spec.signature(); // with its package, which the name is without
            return pool(key, "", spec.toString(), spec.name(), new PoolSize(spec.on(), spec.workers()));
        }
        String name = spec.on().toString().toLowerCase(Locale.ROOT);
        return pool(name, name, name, workerPrefix(spec.on()), new PoolSize(spec.on(), settings.size(spec.on())));
    }

    /**
     * Whether threads that wait for a fan-out of the method may run bodies of it: its pool is for nothing but to have the cores busy.
     * Where the user has said how many calls run at once, there may be no more.
     */
    boolean takesCallers(MethodSpec spec) {
        return spec.on() == Workers.CORES
                && spec.pool().isEmpty()
                && spec.workers() == 0
                && !settings.isSized(Workers.CORES);
    }

    private static String workerPrefix(Workers kind) {
        return switch (kind) {
            case THREADS -> "Thread";
            case CORES -> "Core";
            case PROCESSES -> "Process";
        };
    }

    private WorkerPool named(MethodSpec spec) {
        String name = spec.pool();
        PoolSize known = known(name);
        if (known == null) {
            if (spec.workers() == 0) {
                throw new MusterException(spec + " names pool '" + name + "', whose size is not known. Say"
                        + " Muster.builder().pool(\"" + name + "\", Workers." + spec.on()
                        + ", n), or pool." + name + ".workers = n in the configuration, or add workers = n to its"
                        + " @Parallel.");
            }
            known = new PoolSize(spec.on(), spec.workers());
        }
        if (known.kind() != spec.on()) {
            throw new MusterException("[MUSTER-204] " + spec + " wants pool '" + name + "' to be of kind " + spec.on()
                    + ", but it is " + known.kind()
                    + ". Make the builder, the configuration and all methods that name the pool agree.");
        }
        if (spec.workers() != 0 && spec.workers() != known.size()) {
            throw new MusterException("[MUSTER-204] " + spec + " wants pool '" + name + "' to have " + spec.workers()
                    + " workers, but it has " + known.size()
                    + ". Make the builder, the configuration and all methods that name the pool agree.");
        }
        return pool(key(name), name, name, name, known);
    }

    private @Nullable PoolSize known(String name) {
        PoolSize defined = settings.pools().get(name);
        WorkerPool opened = pools.get(key(name));
        return defined != null || opened == null ? defined : new PoolSize(opened.kind(), opened.size());
    }

    /** Keeps the user's names apart from those of default pools. */
    private static String key(String name) {
        return "pool " + name;
    }

    private synchronized WorkerPool pool(String key, String options, String name, String prefix, PoolSize size) {
        WorkerPool pool = pools.get(key);
        if (pool == null) {
            pool = opener.makes(() -> open(options, name, prefix, size));
            pools.put(key, pool);
            if (shut) {
                pool.shutdown();
            }
        }
        return pool;
    }

    private WorkerPool open(String options, String name, String prefix, PoolSize size) {
        QueueLimit limit = settings.queue(options, size.kind());
        if (limit.then() == WhenFull.CALLER_RUNS && size.kind() == Workers.PROCESSES) {
            throw new MusterException("pool '" + name + "' is of kind PROCESSES, whose calls their callers cannot run"
                    + " themselves. Say queueLimit(\"" + (options.isEmpty() ? "processes" : options) + "\", "
                    + limit.calls() + ", WhenFull.WAIT) or WhenFull.REFUSE.");
        }
        WorkerPool opened = open(options, name, prefix, size, limit.then() == WhenFull.REFUSE ? limit.calls() : ALL);
        rooms.put(
                opened,
                new Room(
                        limit.calls(),
                        limit.then(),
                        admission
                                .newPlaces("the queue of pool '" + name + "'", limit.calls())
                                .unkeyed()));
        return opened;
    }

    /** The places in the queue of a pool. */
    Room room(WorkerPool pool) {
        return Objects.requireNonNull(rooms.get(pool));
    }

    private WorkerPool open(String options, String name, String prefix, PoolSize size, int queueLimit) {
        return switch (size.kind()) {
            case THREADS -> new ThreadPool(name, prefix, size.size(), queueLimit, identity);
            case CORES -> new CorePool(name, prefix, size.size(), queueLimit, identity);
            case PROCESSES -> new ProcessPool(name, size.size(), queueLimit, settings.processes(options), family);
        };
    }

    /** Threads that run the policies of calls whose bodies run in a pool of child processes: one for each process. */
    WorkerPool escorts(WorkerPool processes) {
        String name = "policies of " + processes.name();
        String prefix = processes.name() + "-policies";
        return pool(name, "", name, prefix, new PoolSize(Workers.THREADS, processes.size()));
    }

    /** Those that exist, by name. */
    List<WorkerPool> all() {
        return List.copyOf(pools.values());
    }

    /** From now on pools are made without accepting anything. */
    synchronized void shut() {
        shut = true;
    }
}
