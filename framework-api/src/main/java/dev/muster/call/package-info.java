/**
 * What generated dispatchers are made of: {@link dev.muster.call.Call}, {@link dev.muster.call.CallMethod}, {@link
 * dev.muster.call.BoundMethod}.
 *
 * <p>Imported by generated code and by runtimes, not by users. Imports {@link dev.muster}, {@code spec} and {@code wire}.
 */
@NullMarked
package dev.muster.call;

import org.jspecify.annotations.NullMarked;
