/**
 * Fan-outs: many calls of one method as one batch, one lazy stream or one array.
 *
 * <p>Imported by the runtime's top package. Imports {@code workers}.
 */
@NullMarked
package dev.muster.runtime.fanout;

import org.jspecify.annotations.NullMarked;
