/**
 * What a worker pool must provide, so that pools of other kinds can join a runtime.
 *
 * <p>Imported by runtimes. Imports {@link dev.muster} and {@link dev.muster.call}.
 */
@NullMarked
package dev.muster.spi;

import org.jspecify.annotations.NullMarked;
