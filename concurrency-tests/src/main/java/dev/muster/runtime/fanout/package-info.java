/** Races about the parts of a fan-out, which its package keeps to itself. */
@NullMarked
package dev.muster.runtime.fanout;

import org.jspecify.annotations.NullMarked;
