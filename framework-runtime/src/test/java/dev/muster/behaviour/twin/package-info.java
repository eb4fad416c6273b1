/** Namesakes of classes in the package above. */
@NullMarked
package dev.muster.behaviour.twin;

import org.jspecify.annotations.NullMarked;
