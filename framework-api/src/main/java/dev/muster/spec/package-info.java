/**
 * Plain values that describe an annotated method, and what reads what is written there: durations, and
 * names that may be slips.
 *
 * <p>Shared by the processor, which fills them from source, and the runtime, which obeys them. Imports {@link dev.muster}
 * for its enums alone.
 */
@NullMarked
package dev.muster.spec;

import org.jspecify.annotations.NullMarked;
