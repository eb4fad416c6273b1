package dev.muster.benchmarks.table;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark of JMH, in a JVM of its own.
 *
 * @param name its class and method
 */
record JmhSide(String name, Map<String, String> parameters) implements Side {
    private static final int FAN_OUTS_FIRST = 20_000;

    @Override
    public String missing(Settings settings) {
        return "";
    }

    @Override
    public Map<String, Double> measure(Settings settings) throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + name.replace(".", "\\.") + "$")
                .forks(1)
                .warmupIterations(Math.max(1, settings.warmup() / settings.millis()))
                .warmupTime(TimeValue.milliseconds(settings.millis()))
                .measurementIterations(settings.iterations())
                .measurementTime(TimeValue.milliseconds(settings.millis()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        if (parameters.containsKey("micros")) {
            options.param("stepsPerMicro", String.valueOf(settings.stepsPerMicro()));
        }
        if (parameters.containsKey("mix")) {
            options.param("fanOutsFirst", String.valueOf(settings.size(FAN_OUTS_FIRST, 0)));
        }
        try {
            return figures(new Runner(options.build()).runSingle());
        } catch (RunnerException failed) {
            throw new IOException(name + " failed: " + failed.getMessage(), failed);
        }
    }

    /** Nanoseconds of one operation, or operations a second; and the bytes that one allocates. */
    private static Map<String, Double> figures(RunResult result) {
        Map<String, Double> figures = new TreeMap<>();
        double score = result.getPrimaryResult().getScore();
        if (result.getParams().getMode() == Mode.Throughput) {
            figures.put("rate", score * TimeUnit.SECONDS.toNanos(1) / unit(result));
        } else {
            figures.put("nanos", score * unit(result));
        }
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated == null) {
            allocated = result.getSecondaryResults().get("·gc.alloc.rate.norm");
        }
        if (allocated != null) {
            figures.put("allocated", allocated.getScore());
        }
        return figures;
    }

    private static long unit(RunResult result) {
        return result.getParams().getTimeUnit().toNanos(1);
    }
}
