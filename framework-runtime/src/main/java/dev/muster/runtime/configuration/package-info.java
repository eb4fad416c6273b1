/**
 * Configuration without recompiling: where settings stand, what they mean, and what they make of the methods of a dispatcher.
 *
 * <p>Imported by the runtime's top package. Imports nothing of the runtime.
 */
@NullMarked
package dev.muster.runtime.configuration;

import org.jspecify.annotations.NullMarked;
