/**
 * From the compiler's elements to the model.
 *
 * <p>Describes, and never judges: what is wrong is read like what is right. A type that is not there yet, because another
 * processor will generate it, ends the reading with {@link dev.muster.processor.read.UnresolvedTypeException}. Imports
 * {@code model} and {@code report}.
 */
@NullMarked
package dev.muster.processor.read;

import org.jspecify.annotations.NullMarked;
