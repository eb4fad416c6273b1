/**
 * What the example programs share: running a command line, and progress on a terminal. Knows nothing of Muster; the example
 * programs may import it.
 */
@NullMarked
package dev.muster.examples.console;

import org.jspecify.annotations.NullMarked;
