package dev.muster.runtime;

import dev.muster.ProcessOptions;
import dev.muster.Workers;
import dev.muster.runtime.protocol.Heritage;
import dev.muster.wire.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 */
record RuntimeSettings(
        int queueLimit,
        Duration drain,
        Map<Workers, Integer> sizes,
        Map<String, PoolSize> pools,
        ProcessOptions processes,
        List<Codec> codecs,
        boolean strictLockOrder,
        BiConsumer<String, Throwable> onUnobserved) {
    private static final int THREADS = 16_384;

    /** The kind and size of a pool. */
    record PoolSize(Workers kind, int size) {}

    /** What a child process takes over from its parent, with defaults for the rest. */
    static RuntimeSettings of(Heritage heritage, List<Codec> codecs) {
        Map<Workers, Integer> sizes = new EnumMap<>(Workers.class);
        Map<String, PoolSize> pools = new TreeMap<>();
        for (Heritage.Pool pool : heritage.pools()) {
            if (pool.name().isEmpty()) {
                sizes.put(pool.kind(), pool.size());
            } else {
                pools.put(pool.name(), new PoolSize(pool.kind(), pool.size()));
            }
        }
        RuntimeSettings defaults = new RuntimeBuilder().settings();
        return new RuntimeSettings(
                heritage.queueLimit(),
                defaults.drain(),
                sizes,
                pools,
                heritage.options(),
                codecs,
                defaults.strictLockOrder(),
                defaults.onUnobserved());
    }

    /** What child processes take over. */
    Heritage heritage() {
        List<Heritage.Pool> sized = new ArrayList<>();
        sizes.forEach((kind, size) -> sized.add(new Heritage.Pool("", kind, size)));
        pools.forEach((name, pool) -> sized.add(new Heritage.Pool(name, pool.kind(), pool.size())));
        List<String> codecTypes =
                codecs.stream().map(codec -> codec.getClass().getName()).toList();
        return new Heritage(queueLimit, sized, codecTypes, processes);
    }

    /** The size of the default pool of a kind. */
    int size(Workers kind) {
        int fallback = kind == Workers.THREADS ? THREADS : Runtime.getRuntime().availableProcessors();
        return sizes.getOrDefault(kind, fallback);
    }
}
