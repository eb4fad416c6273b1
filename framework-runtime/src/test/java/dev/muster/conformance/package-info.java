/** What other people's suites assert of such primitives, asserted of ours; {@code docs/conformance.md} lists it. */
@NullMarked
package dev.muster.conformance;

import org.jspecify.annotations.NullMarked;
