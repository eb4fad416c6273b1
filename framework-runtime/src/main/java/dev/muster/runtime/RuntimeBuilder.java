package dev.muster.runtime;

import dev.muster.CallListener;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.AroundPolicy;
import dev.muster.runtime.RuntimeSettings.PoolSize;
import dev.muster.runtime.RuntimeSettings.QueueLimit;
import dev.muster.runtime.configuration.Configuration;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.workers.Identity;
import dev.muster.spec.Identifiers;
import dev.muster.wire.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link MusterRuntime}. Not safe for use by several threads at once. */
final class RuntimeBuilder implements Muster.Builder {
    private static final int QUEUE_LIMIT = 4_194_304;

    private static final Duration DRAIN = Duration.ofHours(1);

    private @Nullable Integer queueLimit;
    private @Nullable WhenFull whenFull;
    private final Map<String, QueueLimit> queueLimits = new TreeMap<>();
    private @Nullable Duration drain;
    private final Map<Workers, Integer> sizes = new EnumMap<>(Workers.class);
    private final Map<String, PoolSize> pools = new TreeMap<>();
    private ProcessOptions processes = ProcessOptions.defaults();
    private final List<Codec> codecs = new ArrayList<>();
    private final List<CallListener> listeners = new ArrayList<>();
    private final Map<String, String> configuration = new TreeMap<>();
    private final Map<Class<?>, Function<? super Map<String, Object>, ?>> policies = new HashMap<>();
    private boolean strictLockOrder;
    private BiConsumer<String, Throwable> onUnobserved =
            (call, failure) -> Log.warning(call + " failed, and nobody looked at it", failure);

    @Override
    public Muster.Builder queueLimit(int calls) {
        queueLimit = atLeastOne("queueLimit(" + calls + ")", calls);
        return this;
    }

    @Override
    public Muster.Builder whenFull(WhenFull then) {
        whenFull = Objects.requireNonNull(then, "then");
        return this;
    }

    @Override
    public Muster.Builder queueLimit(String pool, int calls, WhenFull then) {
        atLeastOne("queueLimit(\"" + pool + "\", " + calls + ", " + then + ")", calls);
        queueLimits.put(
                Objects.requireNonNull(pool, "pool"), new QueueLimit(calls, Objects.requireNonNull(then, "then")));
        return this;
    }

    @Override
    public Muster.Builder drain(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("Muster.builder().drain(" + limit + "): zero or more is needed");
        }
        drain = limit;
        return this;
    }

    @Override
    public Muster.Builder workers(Workers kind, int n) {
        sizes.put(Objects.requireNonNull(kind, "kind"), atLeastOne("workers(" + kind + ", " + n + ")", n));
        return this;
    }

    @Override
    public Muster.Builder pool(String name, Workers kind, int n) {
        String said = "pool(\"" + name + "\", " + kind + ", " + n + ")";
        atLeastOne(said, n);
        if (!Identifiers.isPlain(name)) {
            throw new IllegalArgumentException("Muster.builder()." + said
                    + ": a pool is named by letters, digits and _, the first of them no digit");
        }
        if (pools.putIfAbsent(name, new PoolSize(Objects.requireNonNull(kind, "kind"), n)) != null) {
            throw new IllegalArgumentException("Muster.builder()." + said + ": this pool is defined already");
        }
        return this;
    }

    @Override
    public Muster.Builder processes(ProcessOptions options) {
        processes = Objects.requireNonNull(options, "options");
        return this;
    }

    @Override
    public Muster.Builder codec(Codec codec) {
        codecs.add(Objects.requireNonNull(codec, "codec"));
        return this;
    }

    @Override
    public Muster.Builder onUnobservedFailure(BiConsumer<String, Throwable> handler) {
        onUnobserved = Objects.requireNonNull(handler, "handler");
        return this;
    }

    @Override
    public Muster.Builder listener(CallListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    @Override
    public Muster.Builder failOnReversedLockOrder() {
        strictLockOrder = true;
        return this;
    }

    @Override
    public <P> Muster.Builder policy(Class<P> type, Function<? super Map<String, Object>, ? extends P> provider) {
        if (!AroundPolicy.class.isAssignableFrom(type) && !AdmissionPolicy.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("Muster.builder().policy(" + type.getName()
                    + ", …): this is no policy; it must implement AroundPolicy or AdmissionPolicy");
        }
        policies.put(type, Objects.requireNonNull(provider, "provider"));
        return this;
    }

    @Override
    public Muster.Builder configuration(Map<String, String> settings) {
        configuration.putAll(Map.copyOf(settings));
        return this;
    }

    @Override
    public Muster open() {
        return new MusterRuntime(settings(), Identity.ofThisProcess());
    }

    /** What has been collected so far, and what is configured. */
    RuntimeSettings settings() {
        Configuration read = Configuration.read(configuration);
        read.requireKinds(pools.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, pool -> pool.getValue().kind())));
        return settings(read);
    }

    /** What has been collected so far, and this configuration. */
    RuntimeSettings settings(Configuration read) {
        return new RuntimeSettings(
                new QueueLimit(
                        queueLimit != null ? queueLimit : read.queueLimit(QUEUE_LIMIT),
                        whenFull != null ? whenFull : read.whenFull(WhenFull.REFUSE)),
                Map.copyOf(queueLimits),
                drain != null ? drain : read.drain(DRAIN),
                Map.copyOf(sizes),
                Map.copyOf(pools),
                processes,
                List.copyOf(codecs),
                strictLockOrder,
                onUnobserved,
                Map.copyOf(policies),
                List.copyOf(listeners),
                read,
                said(read));
    }

    /** The keys of the configuration that do not matter any more. */
    private Set<String> said(Configuration read) {
        Set<String> said = new TreeSet<>(read.settings().isEmpty() ? Set.of() : Configuration.said(processes));
        pools.keySet().forEach(pool -> said.addAll(Configuration.said(pool)));
        sizes.keySet().forEach(kind -> said.add(Configuration.said(kind)));
        if (queueLimit != null) {
            said.add(Configuration.QUEUE_LIMIT);
        }
        if (whenFull != null) {
            said.add(Configuration.WHEN_FULL);
        }
        queueLimits.keySet().forEach(pool -> said.addAll(Configuration.saidOfQueue(pool)));
        if (drain != null) {
            said.add(Configuration.DRAIN);
        }
        return said;
    }

    private static int atLeastOne(String said, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("Muster.builder()." + said + ": at least 1 is needed");
        }
        return n;
    }
}
