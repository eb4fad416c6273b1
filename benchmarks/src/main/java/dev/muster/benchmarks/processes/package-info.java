/**
 * The rows about child processes: programs that a row runs as a process of their own, Muster's and the rivals'. Each prints lines
 * of {@code name=value}.
 */
@NullMarked
package dev.muster.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
