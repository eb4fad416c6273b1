/** The row about a million waiting calls, and the sizes of calls: programs that print lines of {@code name=value}. */
@NullMarked
package dev.muster.benchmarks.waiting;

import org.jspecify.annotations.NullMarked;
