/**
 * Races under a model checker: each test is named by what meets, and looks at what holds afterwards, in whatever order the steps
 * were taken. Which faults each of them has found when they were made on purpose is told in {@code docs/races.md}.
 */
@NullMarked
package dev.muster.stress;

import org.jspecify.annotations.NullMarked;
