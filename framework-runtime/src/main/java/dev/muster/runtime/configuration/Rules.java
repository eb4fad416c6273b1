package dev.muster.runtime.configuration;

import dev.muster.MusterException;
import dev.muster.Workers;
import dev.muster.call.CallMethod;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import org.jspecify.annotations.Nullable;

/** Judges what holds for a method as the compiler judged what its annotations say: by the same rules, under the same codes. */
final class Rules {
    private static final int ONE_POOL_ONE_MEANING = 204;
    private static final int PRIORITY_NEEDS_PARALLEL = 206;
    private static final int CAN_CROSS = 301;
    private static final int ENOUGH_PERMITS = 405;
    private static final int RUN_LIMIT_NEEDS_PARALLEL = 503;

    private Rules() {}

    /**
     * Asks them all.
     *
     * @param pool the settings of the pool that the method names, unless the builder has defined it
     * @throws MusterException if one is broken
     */
    static void check(CallMethod method, Effective effective, @Nullable PoolSettings pool) {
        workersNeedParallel(effective);
        priorityNeedsParallel(effective);
        runLimitNeedsParallel(effective);
        typesCross(method, effective);
        enoughPermits(effective);
        if (pool != null) {
            onePoolOneKind(effective, pool);
            onePoolOneSize(effective, pool);
            optionsNeedProcesses(effective, pool);
        }
    }

    private static void workersNeedParallel(Effective effective) {
        for (String member : new String[] {PoolSettings.ON, PoolSettings.WORKERS}) {
            Setting setting = effective.from(member);
            if (setting != null && effective.spec().isBlocking()) {
                throw new MusterException(setting + " is about the workers of " + effective.spec()
                        + ", which has none: without @Parallel it runs on its caller's thread. Add @Parallel, or remove"
                        + " the setting.");
            }
        }
    }

    private static void priorityNeedsParallel(Effective effective) {
        Setting setting = effective.from("priority");
        if (setting != null && effective.spec().isBlocking()) {
            throw broken(
                    PRIORITY_NEEDS_PARALLEL,
                    "The priority of " + effective.spec() + " has no effect" + by(setting)
                            + ": without @Parallel it runs on its caller's thread.",
                    "Add @Parallel, or remove the setting.");
        }
    }

    private static void runLimitNeedsParallel(Effective effective) {
        MethodSpec spec = effective.spec();
        if (spec.isBlocking() && spec.hasRunLimit()) {
            throw broken(
                    RUN_LIMIT_NEEDS_PARALLEL,
                    "The run of " + spec + " cannot be limited" + by(effective.from("timeout"))
                            + ": without @Parallel it runs on its caller's thread.",
                    "Add @Parallel, or limit the wait instead: call." + CallSetting.name(spec) + ".wait.");
        }
    }

    /** Code that takes arguments and results apart is generated for methods on PROCESSES only. */
    private static void typesCross(CallMethod method, Effective effective) {
        MethodSpec spec = effective.spec();
        if (!spec.isBlocking() && spec.on() == Workers.PROCESSES && method.remote() == null) {
            throw broken(
                    CAN_CROSS,
                    spec + " cannot run in child processes" + by(effective.from(PoolSettings.ON))
                            + ": it was compiled for " + method.spec().on()
                            + ", so its dispatcher cannot send its arguments and result.",
                    "Compile it with @Parallel(on = Workers.PROCESSES), which checks that they can cross; it can then be"
                            + " configured to run on THREADS or CORES, too.");
        }
    }

    private static void enoughPermits(Effective effective) {
        for (Claim claim : effective.spec().terms().claims()) {
            if (claim instanceof Claim.Permits permits && permits.take() > permits.permits()) {
                throw broken(
                        ENOUGH_PERMITS,
                        effective.spec() + " could never run: a call takes " + permits.take() + " permits of "
                                + permits.permits() + by(effective.from(Effective.PERMITS + permits.name())) + ".",
                        "Take " + permits.permits() + " at most, or let there be more.");
            }
        }
    }

    private static void onePoolOneKind(Effective effective, PoolSettings pool) {
        MethodSpec spec = effective.spec();
        Setting setting = pool.setting(PoolSettings.ON);
        if (setting != null && pool.kind() != spec.on()) {
            throw broken(
                    ONE_POOL_ONE_MEANING,
                    "Pool \"" + spec.pool() + "\" is on " + spec.on() + " for " + spec
                            + by(effective.from(PoolSettings.ON)) + " but on " + pool.kind() + by(setting) + ".",
                    "Write the same kind at both, or remove one of them.");
        }
    }

    private static void onePoolOneSize(Effective effective, PoolSettings pool) {
        MethodSpec spec = effective.spec();
        Setting setting = pool.setting(PoolSettings.WORKERS);
        if (setting != null && spec.workers() != 0 && pool.workers() != spec.workers()) {
            throw broken(
                    ONE_POOL_ONE_MEANING,
                    "Pool \"" + spec.pool() + "\" has " + spec.workers() + " workers for " + spec
                            + by(effective.from(PoolSettings.WORKERS)) + " but " + pool.workers() + by(setting) + ".",
                    "Write the size once, or the same size at both.");
        }
    }

    private static void optionsNeedProcesses(Effective effective, PoolSettings pool) {
        try {
            pool.requireKind(effective.spec().on());
        } catch (WrongSetting wrong) {
            throw new MusterException(effective.spec() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String by(@Nullable Setting setting) {
        return setting == null ? "" : " by " + setting;
    }

    private static MusterException broken(int code, String text, String fix) {
        return new MusterException("[MUSTER-" + code + "] " + text + " " + fix);
    }
}
