/** Stress tests of the admission core; each is named by the interleaving that it hunts. */
@NullMarked
package dev.muster.stress.admission;

import org.jspecify.annotations.NullMarked;
