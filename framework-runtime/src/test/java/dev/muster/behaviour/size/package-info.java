/** The same promises at sizes at which a lost wake-up, a leak or a quadratic queue shows; each test prints its figures. */
@NullMarked
package dev.muster.behaviour.size;

import org.jspecify.annotations.NullMarked;
