/** The rows of one JVM: what a call, a fan-out and a recursion cost, beside the best rivals of the JDK in the same run. */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
