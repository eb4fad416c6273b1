/** The row about the compiler. */
@NullMarked
package dev.muster.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
