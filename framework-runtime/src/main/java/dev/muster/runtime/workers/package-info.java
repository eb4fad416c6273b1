/**
 * Threads and cores: the pools whose workers are threads of this process, and the runner that stands for such a thread.
 *
 * <p>Imported by {@code fanout}, {@code claims} and the runtime's top package. Imports {@code queue}.
 */
@NullMarked
package dev.muster.runtime.workers;

import org.jspecify.annotations.NullMarked;
