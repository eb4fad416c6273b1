package dev.muster.runtime;

import dev.muster.CallListener;
import dev.muster.ProcessOptions;
import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.runtime.configuration.Configuration;
import dev.muster.runtime.configuration.Setting;
import dev.muster.runtime.protocol.Heritage;
import dev.muster.wire.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What a builder has collected. Immutable.
 *
 * @param queue the most works that wait in one pool, and what then
 * @param queues the same for pools by name, where that was said
 * @param drain how long closing waits for what was accepted
 * @param sizes the sizes of default pools that differ from the defaults
 * @param pools the pools that were defined by name
 * @param processes how child processes are started
 * @param codecs the user's codecs
 * @param strictLockOrder whether requests that reverse a lock order fail
 * @param onUnobserved who hears of failures that nobody looked at
 * @param policies where policies of a class come from
 * @param listeners who hear of calls
 * @param configuration what is set without compiling
 * @param said the keys of settings that do not hold, because the builder says otherwise
 */
record RuntimeSettings(
        QueueLimit queue,
        Map<String, QueueLimit> queues,
        Duration drain,
        Map<Workers, Integer> sizes,
        Map<String, PoolSize> pools,
        ProcessOptions processes,
        List<Codec> codecs,
        boolean strictLockOrder,
        BiConsumer<String, Throwable> onUnobserved,
        Map<Class<?>, Function<? super Map<String, Object>, ?>> policies,
        List<CallListener> listeners,
        Configuration configuration,
        Set<String> said) {
    private static final int THREADS = 16_384;

    /** The kind and size of a pool. */
    record PoolSize(Workers kind, int size) {}

    /** How many calls may wait in a pool, and what becomes of one more. */
    record QueueLimit(int calls, WhenFull then) {}

    /** The limit for the pool of this name, or of none. Where it holds for all pools, calls before child processes only wait. */
    QueueLimit queue(String pool, Workers kind) {
        QueueLimit said = queues.get(pool);
        if (said != null) {
            return said;
        }
        WhenFull then = configuration.whenFull(pool);
        boolean cannot = kind == Workers.PROCESSES && queue.then() == WhenFull.CALLER_RUNS;
        WhenFull otherwise = cannot ? WhenFull.WAIT : queue.then();
        return new QueueLimit(configuration.queueLimit(pool, queue.calls()), then == null ? otherwise : then);
    }

    /** What a child process takes over from its parent, with defaults for the rest. */
    static RuntimeSettings of(Heritage heritage, List<Codec> codecs) {
        RuntimeBuilder builder = new RuntimeBuilder();
        builder.processes(heritage.options());
        Configuration configuration = configuration(heritage);
        if (configuration.queueLimit(0) != heritage.queueLimit()) {
            builder.queueLimit(heritage.queueLimit());
        }
        builder.whenFull(heritage.whenFull());
        heritage.queues().forEach(limit -> builder.queueLimit(limit.pool(), limit.calls(), limit.then()));
        codecs.forEach(builder::codec);
        for (Heritage.Pool pool : heritage.pools()) {
            if (pool.name().isEmpty()) {
                builder.workers(pool.kind(), pool.size());
            } else {
                builder.pool(pool.name(), pool.kind(), pool.size());
            }
        }
        return builder.settings(configuration);
    }

    private static Configuration configuration(Heritage heritage) {
        return Configuration.of(heritage.settings().stream()
                .map(setting -> new Setting(setting.strength(), setting.key(), setting.value(), setting.place()))
                .toList());
    }

    /** What child processes take over. */
    Heritage heritage() {
        List<Heritage.Pool> sized = new ArrayList<>();
        sizes.forEach((kind, size) -> sized.add(new Heritage.Pool("", kind, size)));
        pools.forEach((name, pool) -> sized.add(new Heritage.Pool(name, pool.kind(), pool.size())));
        List<Heritage.Setting> settings = configuration.settings().stream()
                .map(setting ->
                        new Heritage.Setting(setting.strength(), setting.key(), setting.value(), setting.place()))
                .toList();
        List<Heritage.Queue> limits = queues.entrySet().stream()
                .map(entry -> new Heritage.Queue(
                        entry.getKey(),
                        entry.getValue().calls(),
                        entry.getValue().then()))
                .toList();
        return new Heritage(queue.calls(), queue.then(), limits, sized, processes, settings);
    }

    /** The size of the default pool of a kind. */
    int size(Workers kind) {
        int fallback = kind == Workers.THREADS ? THREADS : Runtime.getRuntime().availableProcessors();
        return sizes.getOrDefault(kind, configuration.workers(kind, fallback));
    }

    /** Whether the user has said that. */
    boolean isSized(Workers kind) {
        return sizes.containsKey(kind) || configuration.workers(kind, 0) != 0;
    }

    /** How the children of a pool are started, which has this name or none. */
    ProcessOptions processes(String pool) {
        return configuration.options(pool, processes);
    }
}
