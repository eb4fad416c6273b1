/**
 * Resources across the border of processes: a child's handles and guarded calls ask its parent, and so on up to the process that
 * keeps the resources.
 *
 * <p>In a child, {@link dev.muster.runtime.border.RemoteHandles} and {@link dev.muster.runtime.border.AskLinePerformer} put asks
 * to the parent; in every process, {@link dev.muster.runtime.border.Desk} takes those of its children.
 *
 * <p>Imported by {@code runtime} alone. Imports {@code admission}, {@code claims}, {@code protocol} and {@code observe}.
 */
@NullMarked
package dev.muster.runtime.border;

import org.jspecify.annotations.NullMarked;
