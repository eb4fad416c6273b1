/**
 * What can be seen of a runtime from outside: explanations in words, and failures that nobody looked at.
 *
 * <p>Imported by the runtime's top package. Imports nothing of the runtime.
 */
@NullMarked
package dev.muster.runtime.observe;

import org.jspecify.annotations.NullMarked;
