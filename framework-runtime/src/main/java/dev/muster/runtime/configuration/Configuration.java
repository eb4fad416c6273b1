package dev.muster.runtime.configuration;

import dev.muster.MusterException;
import dev.muster.ProcessOptions;
import dev.muster.WhenFull;
import dev.muster.Workers;
import dev.muster.spec.Identifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the settings of all places say. Immutable once it is read. */
public final class Configuration {
    /** The key of the most works that wait in one pool. */
    public static final String QUEUE_LIMIT = "queueLimit";

    /** The key of what becomes of a call when its pool's queue is full. */
    public static final String WHEN_FULL = "whenFull";

    /** The key of how long closing waits. */
    public static final String DRAIN = "drain";

    private static final List<String> ROOTS = List.of("call", "permits", "pool", QUEUE_LIMIT, WHEN_FULL, DRAIN);

    private final List<Setting> settings;
    private final List<CallSetting> calls = new ArrayList<>();
    private final Map<String, Setting> permits = new TreeMap<>();
    private final Map<String, PoolSettings> pools = new TreeMap<>();
    private final Map<String, Setting> whole = new TreeMap<>();

    private Configuration(List<Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /**
     * Reads {@code muster.properties}, the system properties and what the builder was given.
     *
     * @throws MusterException if a key or a value is wrong; it names them all
     */
    public static Configuration read(Map<String, String> builder) {
        return of(Places.read(builder));
    }

    /**
     * What these settings say, the weakest first.
     *
     * @throws MusterException if a key or a value is wrong; it names them all
     */
    public static Configuration of(List<Setting> settings) {
        Configuration read = new Configuration(settings);
        List<String> faults = new ArrayList<>();
        settings.forEach(setting -> note(faults, () -> read.add(setting)));
        read.pools.values().forEach(pool -> note(faults, () -> requireKind(pool, pool.kind())));
        complain(faults);
        return read;
    }

    private static void note(List<String> faults, Runnable reading) {
        try {
            reading.run();
        } catch (WrongSetting wrong) {
            faults.add(String.valueOf(wrong.getMessage()));
        }
    }

    private static void complain(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new MusterException(String.join("\n", faults));
        }
    }

    // ---------------------------------------------------------------- reading

    private void add(Setting setting) {
        switch (SettingKeys.parts(setting.key()).get(0)) {
            case "call" -> calls.add(CallSetting.read(setting));
            case "permits" -> permits.put(permitsOf(setting), setting);
            case "pool" ->
                pools.computeIfAbsent(PoolSettings.poolOf(setting), PoolSettings::new)
                        .add(setting);
            default -> addWhole(setting);
        }
    }

    private static String permitsOf(Setting setting) {
        List<String> parts = SettingKeys.parts(setting.key());
        if (parts.size() != 2 || !Identifiers.isPlain(parts.get(1))) {
            throw WrongSetting.key(setting, "does not name permits", "permits.<name>", "");
        }
        Values.permits(setting);
        return parts.get(1);
    }

    private void addWhole(Setting setting) {
        switch (setting.key()) {
            case QUEUE_LIMIT -> Values.atLeastOne(setting);
            case WHEN_FULL -> Values.whenFull(setting);
            case DRAIN -> Values.durationOrZero(setting);
            default -> throw unknown(setting);
        }
        whole.put(setting.key(), setting);
    }

    private static WrongSetting unknown(Setting setting) {
        String key = setting.key();
        String guess = key.startsWith(Places.PREFIX)
                ? key.substring(Places.PREFIX.length()) // which system properties have, and nothing else
                : SettingKeys.first(key, ROOTS);
        return WrongSetting.key(
                setting,
                "has a key that Muster does not know",
                CallSetting.FORM + "; or permits.<name>; or " + PoolSettings.form() + "; or " + QUEUE_LIMIT + "; or "
                        + WHEN_FULL + "; or " + DRAIN,
                guess);
    }

    // ---------------------------------------------------------------- what they say

    /** As they were read, the weakest first. */
    public List<Setting> settings() {
        return settings;
    }

    /** The most works that wait in one pool, or {@code otherwise}. */
    public int queueLimit(int otherwise) {
        Setting setting = whole.get(QUEUE_LIMIT);
        return setting == null ? otherwise : Values.atLeastOne(setting);
    }

    /** What becomes of a call when its pool's queue is full, or {@code otherwise}. */
    public WhenFull whenFull(WhenFull otherwise) {
        Setting setting = whole.get(WHEN_FULL);
        return setting == null ? otherwise : Values.whenFull(setting);
    }

    /** The most works that wait in the pool of a name, or {@code otherwise}. */
    public int queueLimit(String pool, int otherwise) {
        Setting setting = ofPool(pool, PoolSettings.QUEUE_LIMIT);
        return setting == null ? otherwise : Values.atLeastOne(setting);
    }

    /** What becomes of a call when the queue of the pool of a name is full, or null. */
    public @Nullable WhenFull whenFull(String pool) {
        Setting setting = ofPool(pool, PoolSettings.WHEN_FULL);
        return setting == null ? null : Values.whenFull(setting);
    }

    private @Nullable Setting ofPool(String pool, String member) {
        PoolSettings known = pools.get(pool);
        return known == null ? null : known.setting(member);
    }

    /** The keys of what is set for the queue of a pool. */
    public static Set<String> saidOfQueue(String pool) {
        return Set.of("pool." + pool + "." + PoolSettings.QUEUE_LIMIT, "pool." + pool + "." + PoolSettings.WHEN_FULL);
    }

    /** How long closing waits, or {@code otherwise}. */
    public Duration drain(Duration otherwise) {
        Setting setting = whole.get(DRAIN);
        return setting == null ? otherwise : Values.durationOrZero(setting);
    }

    /** The size of the default pool of a kind, or {@code otherwise}. */
    public int workers(Workers kind, int otherwise) {
        PoolSettings pool = pools.get(PoolSettings.nameOf(kind));
        int workers = pool == null ? 0 : pool.workers();
        return workers == 0 ? otherwise : workers;
    }

    /**
     * How the children of a pool are started: as set for all, then as {@code said}, then as set for the pool.
     *
     * @param pool the pool's name, or empty if it has none
     */
    public ProcessOptions options(String pool, ProcessOptions said) {
        PoolSettings ofAll = pools.get(PoolSettings.nameOf(Workers.PROCESSES));
        ProcessOptions options = ofAll == null ? said : ofAll.options(said, said);
        PoolSettings own = pools.get(pool);
        return own == null || own == ofAll ? options : own.options(options, ProcessOptions.defaults());
    }

    /** The keys of what is set for all child processes, where these options say something of their own. */
    public static Set<String> said(ProcessOptions options) {
        Set<String> said = new TreeSet<>();
        String all = "pool." + PoolSettings.nameOf(Workers.PROCESSES) + ".";
        for (PoolMember member : PoolMember.ALL) {
            if (member.isSaidBy(options)) {
                said.add(all + member.key());
            }
        }
        options.environment().keySet().forEach(variable -> said.add(all + PoolSettings.ENVIRONMENT + variable));
        return said;
    }

    /** The keys of what is set for a pool as a whole. */
    public static Set<String> said(String pool) {
        return Set.of("pool." + pool + "." + PoolSettings.ON, "pool." + pool + "." + PoolSettings.WORKERS);
    }

    /** The key of the size of the default pool of a kind. */
    public static String said(Workers kind) {
        return "pool." + PoolSettings.nameOf(kind) + "." + PoolSettings.WORKERS;
    }

    /**
     * Checks the settings of pools whose kinds the builder knows.
     *
     * @throws MusterException if something is said of child processes, and a pool has none
     */
    public void requireKinds(Map<String, Workers> kinds) {
        List<String> faults = new ArrayList<>();
        kinds.forEach((name, kind) -> note(faults, () -> requireKind(pools.get(name), kind)));
        complain(faults);
    }

    private static void requireKind(@Nullable PoolSettings pool, @Nullable Workers kind) {
        if (pool != null && kind != null) {
            pool.requireKind(kind);
        }
    }

    // ---------------------------------------------------------------- for methods

    List<CallSetting> calls() {
        return calls;
    }

    /** The setting of the permits of a name, or null. */
    @Nullable
    Setting permits(String name) {
        return permits.get(name);
    }

    /** The settings of the pool of a name, or null. */
    @Nullable
    PoolSettings pool(String name) {
        return pools.get(name);
    }

    /** The setting of the same key that holds instead of this one, or null. */
    @Nullable
    Setting stronger(Setting setting) {
        return settings.stream()
                .filter(other -> other.key().equals(setting.key()) && other.strength() > setting.strength())
                .max(Comparator.comparingInt(Setting::strength))
                .orElse(null);
    }

    /** What is said of the default pools and the runtime as a whole. */
    List<Setting> ofAll() {
        List<Setting> all = new ArrayList<>(whole.values());
        for (Workers kind : Workers.values()) {
            PoolSettings pool = pools.get(PoolSettings.nameOf(kind));
            all.addAll(pool == null ? List.of() : pool.all());
        }
        return all;
    }
}
