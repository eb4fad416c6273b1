/**
 * The rows that JMH measures: what a call, a fan-out, a recursion and a lock cost, beside the best rivals by hand in the same
 * run. {@code table} chooses among them.
 */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
