/**
 * The parent's side of process workers: the pool, a worker for each child, and the deaths of children.
 *
 * <p>Imported by the runtime's top package. Imports {@code protocol}, {@code queue} and {@code observe}.
 */
@NullMarked
package dev.muster.runtime.process;

import org.jspecify.annotations.NullMarked;
