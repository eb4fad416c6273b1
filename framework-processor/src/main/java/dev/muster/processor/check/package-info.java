/**
 * The rules that a target must keep: one class each. {@link dev.muster.processor.check.Rules} is the overview.
 *
 * <p>Rules see the model alone and give findings; they never import {@code write}.
 */
@NullMarked
package dev.muster.processor.check;

import org.jspecify.annotations.NullMarked;
