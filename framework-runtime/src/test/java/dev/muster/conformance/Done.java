package dev.muster.conformance;

/**
 * What came of a step.
 *
 * @param text the result, {@code done}, or the simple name of what was thrown
 * @param nanos how long it took
 */
record Done(String text, long nanos) {}
