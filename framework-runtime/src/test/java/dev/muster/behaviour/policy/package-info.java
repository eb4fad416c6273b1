/** Custom policies, on all kinds of workers from one source. */
@NullMarked
package dev.muster.behaviour.policy;

import org.jspecify.annotations.NullMarked;
