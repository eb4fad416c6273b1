/** The command that measures rows and makes one table of them: start at {@link dev.muster.benchmarks.table.Table}. */
@NullMarked
package dev.muster.benchmarks.table;

import org.jspecify.annotations.NullMarked;
