/** Programs that use Muster as its users do; one package each, and {@link dev.muster.examples.console} for all of them. */
@NullMarked
package dev.muster.examples;

import org.jspecify.annotations.NullMarked;
