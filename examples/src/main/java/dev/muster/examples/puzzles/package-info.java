/**
 * The puzzles of Allen B. Downey's <i>Little Book of Semaphores</i>, LB-01 to LB-20, as annotated methods; see {@code
 * docs/guide/puzzles.md}. Each class notes what happens in a {@link dev.muster.examples.puzzles.Trace}, which its test checks.
 */
@NullMarked
package dev.muster.examples.puzzles;

import org.jspecify.annotations.NullMarked;
