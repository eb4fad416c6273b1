/**
 * The runtime: builder, wiring, closing. Found by {@link dev.muster.Muster} as a service; nobody imports it.
 *
 * <p>Imports all packages below it.
 */
@NullMarked
package dev.muster.runtime;

import org.jspecify.annotations.NullMarked;
