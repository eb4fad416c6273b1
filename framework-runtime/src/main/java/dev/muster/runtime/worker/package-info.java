/**
 * The child's side of process workers: the main loop, which answers each call exactly once.
 *
 * <p>Imported by the runtime's top package. Imports {@code protocol}.
 */
@NullMarked
package dev.muster.runtime.worker;

import org.jspecify.annotations.NullMarked;
