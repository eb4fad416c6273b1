package dev.muster.benchmarks.table;

import java.io.IOException;
import java.util.Map;

/** Muster's or a rival's way to do the work of a row. */
interface Side {
    String name();

    /** Why it cannot be measured here; empty if it can. */
    String missing(Settings settings);

    /** Does the work in processes of its own, and gives the figures. */
    Map<String, Double> measure(Settings settings) throws IOException, InterruptedException;
}
