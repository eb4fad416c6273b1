package dev.muster.benchmarks.table;

import java.nio.file.Path;

/**
 * How thoroughly to measure.
 *
 * @param rounds how often each side of a row is measured, in turn
 * @param millis how long an iteration of JMH lasts
 * @param iterations how many of them count in a round
 * @param warmup for how many milliseconds a side of JMH runs before they do
 * @param quick whether works are small, to see that everything runs
 * @param children how many child processes row P6 has; 0 for as many as memory allows, up to 1,000
 * @param crashes how many crashes row P7 has, each among a hundred calls
 * @param stepsPerMicro how many steps of {@code Burn} this machine does in a microsecond
 */
record Settings(
        int rounds,
        int millis,
        int iterations,
        int warmup,
        boolean quick,
        int children,
        int crashes,
        int stepsPerMicro,
        Path folder) {
    int size(int whole, int small) {
        return quick ? small : whole;
    }
}
