package dev.muster.runtime.configuration;

import dev.muster.MusterException;
import dev.muster.call.CallMethod;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What holds for the methods of one runtime: what their annotations say, changed by the configuration; and which settings have had
 * something to say. Safe for use by many threads.
 */
public final class EffectiveMethods {
    private final Configuration configuration;
    private final Set<String> said;
    private final Set<Setting> used = ConcurrentHashMap.newKeySet();
    private final Set<String> differences = new ConcurrentSkipListSet<>();

    /**
     * No methods yet.
     *
     * @param said the keys of settings that do not hold, because the builder says otherwise
     */
    public EffectiveMethods(Configuration configuration, Set<String> said) {
        this.configuration = configuration;
        this.said = Set.copyOf(said);
        used.addAll(configuration.ofAll());
    }

    /**
     * What holds for a method.
     *
     * @throws MusterException if that breaks a rule
     */
    public MethodSpec of(CallMethod method) {
        Effective effective = new Effective(method.spec());
        PoolSettings pool = configuration.pool(method.spec().pool());
        PoolSettings heard = pool == null || isSaid(method.spec().pool()) ? null : pool;
        calls(effective);
        if (pool != null) {
            used.addAll(pool.all());
        }
        if (heard != null) {
            pool(effective, heard);
        }
        permits(effective);
        Rules.check(method, effective, heard);
        differences.addAll(effective.differences());
        return effective.spec();
    }

    /** Whether the builder has defined a pool. */
    private boolean isSaid(String pool) {
        return said.contains("pool." + pool + "." + PoolSettings.WORKERS);
    }

    private void calls(Effective effective) {
        MethodSpec declared = effective.spec();
        for (CallSetting.Member member : CallSetting.Member.values()) {
            CallSetting best = null;
            for (CallSetting call : configuration.calls()) {
                if (call.member() == member && call.concerns(declared)) {
                    used.add(call.setting());
                    best = best == null || !best.outdoes(call, declared) ? call : best;
                }
            }
            if (best != null) {
                effective.change(member.toString(), best.setting(), best.change());
            }
        }
    }

    private static void pool(Effective effective, PoolSettings pool) {
        Setting on = pool.setting(PoolSettings.ON);
        if (on != null && effective.from(PoolSettings.ON) == null) {
            effective.change(PoolSettings.ON, on, spec -> spec.on(Values.kind(on)));
        }
        Setting workers = pool.setting(PoolSettings.WORKERS);
        if (workers != null && effective.from(PoolSettings.WORKERS) == null) {
            effective.change(PoolSettings.WORKERS, workers, spec -> spec.workers(Values.size(workers)));
        }
    }

    private void permits(Effective effective) {
        for (Claim claim : effective.spec().terms().claims()) {
            Setting setting = claim instanceof Claim.Permits ? configuration.permits(claim.name()) : null;
            if (setting != null) {
                used.add(setting);
                effective.changePermits(claim.name(), setting);
            }
        }
    }

    /** How many permits of a name there are, if a handle asks for so many. */
    public int permits(String name, int asked) {
        Setting setting = configuration.permits(name);
        if (setting == null || asked < 0) {
            return asked;
        }
        used.add(setting);
        return Values.permits(setting);
    }

    // ---------------------------------------------------------------- for people

    /** What holds because of the configuration, and from where it comes; no lines if nothing is set. */
    public List<String> explain() {
        List<String> lines = new ArrayList<>(differences);
        List<String> unused = new ArrayList<>();
        for (Setting setting : configuration.settings()) {
            if (!used.contains(setting)) {
                addUnused(setting, unused);
            } else if (!setting.key().startsWith("call.")) {
                lines.add(setting + (said.contains(setting.key()) ? ", overruled by the builder" : ""));
            }
        }
        lines.addAll(unused);
        if (lines.isEmpty()) {
            return lines;
        }
        List<String> indented = new ArrayList<>(List.of("configuration:"));
        lines.forEach(line -> indented.add("  " + line));
        return indented;
    }

    private void addUnused(Setting setting, List<String> unused) {
        Setting stronger = configuration.stronger(setting);
        unused.add(stronger == null ? "not used so far: " + setting : setting + ", overruled by " + stronger.place());
    }
}
