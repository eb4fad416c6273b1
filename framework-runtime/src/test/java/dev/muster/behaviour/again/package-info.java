/** Calls that are run again after their worker has died. */
@NullMarked
package dev.muster.behaviour.again;

import org.jspecify.annotations.NullMarked;
