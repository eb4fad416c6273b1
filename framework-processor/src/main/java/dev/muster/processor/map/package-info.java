/**
 * The module's map: which methods use which resources, as text, as DOT and as a page with a picture.
 *
 * <p>Imported by the processor alone. Imports the model.
 */
@NullMarked
package dev.muster.processor.map;

import org.jspecify.annotations.NullMarked;
