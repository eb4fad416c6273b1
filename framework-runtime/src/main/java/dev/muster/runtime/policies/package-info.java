/**
 * Custom policies at work: the chain that wraps a body, and the questions to those that decide when calls start.
 *
 * <p>Imported by {@code runtime} and {@code claims}. Imports {@code admission} and {@code observe}.
 */
@NullMarked
package dev.muster.runtime.policies;

import org.jspecify.annotations.NullMarked;
