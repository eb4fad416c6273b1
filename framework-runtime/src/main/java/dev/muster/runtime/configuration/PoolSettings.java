package dev.muster.runtime.configuration;

import dev.muster.ProcessOptions;
import dev.muster.Workers;
import dev.muster.spec.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of one pool: {@code pool.disk.workers = 8}. Filled while the configuration is read, then not changed. */
final class PoolSettings {
    static final String ON = "on";
    static final String WORKERS = "workers";
    static final String QUEUE_LIMIT = "queueLimit";
    static final String WHEN_FULL = "whenFull";
    private static final List<String> OF_ALL_KINDS = List.of(ON, WORKERS, QUEUE_LIMIT, WHEN_FULL);
    static final String ENVIRONMENT = "environment.";
    private final String name;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    PoolSettings(String name) {
        this.name = name;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(OF_ALL_KINDS);
        names.addAll(PoolMember.NAMES);
        return names;
    }

    static String form() {
        return "pool.<name>. and one of " + String.join(", ", names()) + ", " + ENVIRONMENT + "<VARIABLE>";
    }

    /** The name of the default pool of a kind. */
    static String nameOf(Workers kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The name of the pool that a key is about. */
    static String poolOf(Setting setting) {
        List<String> parts = SettingKeys.parts(setting.key());
        if (parts.size() < 3 || !Identifiers.isPlain(parts.get(1))) {
            throw WrongSetting.key(setting, "does not name a pool and what to say of it", form(), "");
        }
        return parts.get(1);
    }

    /**
     * Adds a setting, in place of a weaker one.
     *
     * @throws WrongSetting if key or value are wrong
     */
    void add(Setting setting) {
        String member = setting.key().substring(("pool." + name + ".").length());
        check(setting, member);
        settings.put(member, setting);
    }

    private void check(Setting setting, String member) {
        Workers fixed = defaultKind();
        boolean isOption = PoolMember.NAMES.contains(member) || isVariable(member);
        if (member.equals(ON) && fixed != null) {
            throw WrongSetting.value(
                    setting, "is about the default pool of " + fixed, "the kind of a pool that has a name of its own");
        } else if (isOption && fixed != null && fixed != Workers.PROCESSES) {
            throw wrongKind(setting, fixed);
        } else if (member.equals(ON)) {
            Values.kind(setting);
        } else if (member.equals(WORKERS)) {
            Values.size(setting);
        } else if (member.equals(QUEUE_LIMIT)) {
            Values.atLeastOne(setting);
        } else if (member.equals(WHEN_FULL)) {
            Values.whenFull(setting);
        } else if (isOption) {
            set(ProcessOptions.defaults(), member, setting);
        } else {
            throw WrongSetting.key(
                    setting,
                    "says something of a pool that cannot be said",
                    form(),
                    SettingKeys.last(setting.key(), names()));
        }
    }

    private static boolean isVariable(String member) {
        return member.startsWith(ENVIRONMENT) && member.length() > ENVIRONMENT.length() && !member.contains("=");
    }

    private @Nullable Workers defaultKind() {
        for (Workers kind : Workers.values()) {
            if (name.equals(nameOf(kind))) {
                return kind;
            }
        }
        return null;
    }

    private WrongSetting wrongKind(Setting setting, Workers kind) {
        return WrongSetting.value(
                setting,
                "is for child processes, but pool '" + name + "' is of kind " + kind,
                "such a setting of a pool of kind " + Workers.PROCESSES + " only");
    }

    /**
     * Says no if something is said of child processes and the pool, which is of this kind, has none.
     *
     * @throws WrongSetting that no
     */
    void requireKind(Workers kind) {
        if (kind != Workers.PROCESSES) {
            settings.forEach((member, setting) -> {
                if (!OF_ALL_KINDS.contains(member)) {
                    throw wrongKind(setting, kind);
                }
            });
        }
    }

    // ---------------------------------------------------------------- what they say

    List<Setting> all() {
        return List.copyOf(settings.values());
    }

    /** The setting of a member, or null. */
    @Nullable
    Setting setting(String member) {
        return settings.get(member);
    }

    /** The kind that is set, or null. */
    @Nullable
    Workers kind() {
        Setting setting = settings.get(ON);
        return setting == null ? null : Values.kind(setting);
    }

    /** The size that is set, or 0. */
    int workers() {
        Setting setting = settings.get(WORKERS);
        return setting == null ? 0 : Values.size(setting);
    }

    /** These options, with what is set here and {@code stronger} does not say. */
    ProcessOptions options(ProcessOptions options, ProcessOptions stronger) {
        ProcessOptions set = options;
        for (Map.Entry<String, Setting> entry : settings.entrySet()) {
            if (!isSaid(entry.getKey(), stronger)) {
                set = set(set, entry.getKey(), entry.getValue());
            }
        }
        return set;
    }

    private static boolean isSaid(String member, ProcessOptions stronger) {
        if (isVariable(member)) {
            return stronger.environment().containsKey(member.substring(ENVIRONMENT.length()));
        }
        for (PoolMember known : PoolMember.ALL) {
            if (known.key().equals(member)) {
                return known.isSaidBy(stronger);
            }
        }
        return false;
    }

    private static ProcessOptions set(ProcessOptions options, String member, Setting setting) {
        if (isVariable(member)) {
            Map<String, String> environment = new HashMap<>(options.environment());
            environment.put(member.substring(ENVIRONMENT.length()), setting.value());
            return options.environment(environment);
        }
        for (PoolMember known : PoolMember.ALL) {
            if (known.key().equals(member)) {
                return known.set(options, setting);
            }
        }
        return options;
    }
}
