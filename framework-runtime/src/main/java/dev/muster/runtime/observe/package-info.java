/**
 * What can be seen of a runtime from outside: explanations in words, failures that nobody looked at, and the log.
 *
 * <p>Imported by {@code runtime}, {@code border}, {@code claims}, {@code policies} and {@code process}. Imports nothing of the
 * runtime.
 */
@NullMarked
package dev.muster.runtime.observe;

import org.jspecify.annotations.NullMarked;
