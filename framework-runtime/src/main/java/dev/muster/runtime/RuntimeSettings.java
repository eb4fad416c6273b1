package dev.muster.runtime;

import dev.muster.ProcessOptions;
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

/**
 * What a builder has collected. Immutable.
 *
 * @param queueLimit the most works that wait in one pool
 * @param drain how long closing waits for what was accepted
 * @param sizes the sizes of default pools that differ from the defaults
 * @param pools the pools that were defined by name
 * @param processes how child processes are started
 * @param codecs the user's codecs
 * @param strictLockOrder whether requests that reverse a lock order fail
 * @param onUnobserved who hears of failures that nobody looked at
 * @param configuration what is set without compiling
 * @param said the keys of settings that do not hold, because the builder says otherwise
 */
record RuntimeSettings(
        int queueLimit,
        Duration drain,
        Map<Workers, Integer> sizes,
        Map<String, PoolSize> pools,
        ProcessOptions processes,
        List<Codec> codecs,
        boolean strictLockOrder,
        BiConsumer<String, Throwable> onUnobserved,
        Configuration configuration,
        Set<String> said) {
    private static final int THREADS = 16_384;

    /** The kind and size of a pool. */
    record PoolSize(Workers kind, int size) {}

    /** What a child process takes over from its parent, with defaults for the rest. */
    static RuntimeSettings of(Heritage heritage, List<Codec> codecs) {
        RuntimeBuilder builder = new RuntimeBuilder();
        builder.processes(heritage.options());
        Configuration configuration = configuration(heritage);
        if (configuration.queueLimit(0) != heritage.queueLimit()) {
            builder.queueLimit(heritage.queueLimit());
        }
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
        List<String> codecTypes =
                codecs.stream().map(codec -> codec.getClass().getName()).toList();
        List<Heritage.Setting> settings = configuration.settings().stream()
                .map(setting ->
                        new Heritage.Setting(setting.strength(), setting.key(), setting.value(), setting.place()))
                .toList();
        return new Heritage(queueLimit, sized, codecTypes, processes, settings);
    }

    /** The size of the default pool of a kind. */
    int size(Workers kind) {
        int fallback = kind == Workers.THREADS ? THREADS : Runtime.getRuntime().availableProcessors();
        return sizes.getOrDefault(kind, configuration.workers(kind, fallback));
    }

    /** How the children of a pool are started, which has this name or none. */
    ProcessOptions processes(String pool) {
        return configuration.options(pool, processes);
    }
}
