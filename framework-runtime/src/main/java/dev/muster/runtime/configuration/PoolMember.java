package dev.muster.runtime.configuration;

import dev.muster.ProcessOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that can be said of the child processes of a pool.
 *
 * @param key the last part of its key
 * @param expected what values look like
 * @param getter what some options say of it
 * @param setter the options with a setting of it
 */
record PoolMember(
        String key,
        String expected,
        Function<ProcessOptions, Object> getter,
        BiFunction<ProcessOptions, Setting, ProcessOptions> setter) {
    /** All of them: what {@link ProcessOptions} offers, except the environment, which has a key for each variable. */
    static final List<PoolMember> ALL = List.of(
            new PoolMember(
                    "heap", "a number and k, m or g, such as 64m", ProcessOptions::heap, (o, s) -> o.heap(s.text())),
            new PoolMember(
                    "memoryLimit",
                    "a number and k, m or g, such as 512m",
                    ProcessOptions::memoryLimit,
                    (o, s) -> o.memoryLimit(s.text())),
            new PoolMember(
                    "jvmArguments",
                    "arguments between spaces",
                    ProcessOptions::jvmArguments,
                    (o, s) -> o.jvmArguments(Values.words(s))),
            new PoolMember(
                    "workingDirectory",
                    "the path of a directory",
                    ProcessOptions::workingDirectory,
                    (o, s) -> o.workingDirectory(Path.of(s.text()))),
            new PoolMember(
                    "callsPerWorker",
                    "a whole number, 1 or more",
                    ProcessOptions::callsPerWorker,
                    (o, s) -> o.callsPerWorker(Values.atLeastOne(s))),
            new PoolMember(
                    "prestart",
                    "a whole number, 1 or more",
                    ProcessOptions::prestart,
                    (o, s) -> o.prestart(Values.atLeastOne(s))),
            new PoolMember(
                    "initializer",
                    "the name of a class",
                    ProcessOptions::initializer,
                    (o, s) -> o.initializer(s.text())),
            ofFlag("outputPrefix", ProcessOptions::outputPrefix, ProcessOptions::outputPrefix),
            ofFlag("classArchive", ProcessOptions::classArchive, ProcessOptions::classArchive),
            ofTime("idleExpiry", ProcessOptions::idleExpiry, ProcessOptions::idleExpiry),
            ofTime("startLimit", ProcessOptions::startLimit, ProcessOptions::startLimit),
            ofTime("livenessLimit", ProcessOptions::livenessLimit, ProcessOptions::livenessLimit),
            ofTime("grace", ProcessOptions::grace, ProcessOptions::grace));

    static final List<String> NAMES = ALL.stream().map(PoolMember::key).toList();

    private static PoolMember ofTime(
            String key,
            Function<ProcessOptions, Object> getter,
            BiFunction<ProcessOptions, Duration, ProcessOptions> setter) {
        return new PoolMember(
                key, "a duration", getter, (options, setting) -> setter.apply(options, Values.duration(setting)));
    }

    private static PoolMember ofFlag(
            String key,
            Function<ProcessOptions, Object> getter,
            BiFunction<ProcessOptions, Boolean, ProcessOptions> setter) {
        return new PoolMember(
                key, "true or false", getter, (options, setting) -> setter.apply(options, Values.flag(setting)));
    }

    /**
     * The options with this setting.
     *
     * @throws WrongSetting if its value is none
     */
    ProcessOptions set(ProcessOptions options, Setting setting) {
        try {
            return setter.apply(options, setting);
        } catch (IllegalArgumentException malformed) {
            throw WrongSetting.value(setting, "cannot be read", expected);
        }
    }

    /** Whether these options say something of their own here. */
    boolean isSaidBy(ProcessOptions options) {
        return !getter.apply(options).equals(getter.apply(ProcessOptions.defaults()));
    }
}
