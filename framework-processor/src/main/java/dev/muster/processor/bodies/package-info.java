/**
 * What no annotation shows: how bodies use dispatchers and locks. For javac alone, and only where its plug-in is switched on.
 *
 * <p>Imported by nobody; javac finds {@link dev.muster.processor.bodies.MusterPlugin}. Imports reading, model and report.
 */
@NullMarked
package dev.muster.processor.bodies;

import org.jspecify.annotations.NullMarked;
