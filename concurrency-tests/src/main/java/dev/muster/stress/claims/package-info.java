/** Races in the life of a call that claims something: its holder between its queues, its pool and its end. */
@NullMarked
package dev.muster.stress.claims;

import org.jspecify.annotations.NullMarked;
