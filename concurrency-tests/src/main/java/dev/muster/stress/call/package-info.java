/** Stress tests of a call's state machine; each is named by the interleaving that it hunts. */
@NullMarked
package dev.muster.stress.call;

import org.jspecify.annotations.NullMarked;
