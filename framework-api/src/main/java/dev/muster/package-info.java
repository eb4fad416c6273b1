/**
 * What users of Muster write and hold: annotations, {@link dev.muster.Muster}, tasks, batches and failures.
 *
 * <p>Everybody may import this package; it imports {@link dev.muster.wire} alone.
 */
@NullMarked
package dev.muster;

import org.jspecify.annotations.NullMarked;
