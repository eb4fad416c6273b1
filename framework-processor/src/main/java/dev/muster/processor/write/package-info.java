/**
 * From the model to the source of a dispatcher: one small writer for each form that a method takes.
 *
 * <p>{@link dev.muster.processor.write.DispatcherWriter} is the overview. Imports {@code model} alone; what arrives here has
 * passed every rule.
 */
@NullMarked
package dev.muster.processor.write;

import org.jspecify.annotations.NullMarked;
