/**
 * Calls in front of admission: what a method's calls claim, who holds it for them, and how long they may take.
 *
 * <p>A {@link dev.muster.runtime.claims.Plan} is what the annotations of one method say, with the resources found. A {@link
 * dev.muster.runtime.claims.Gate} stands before a worker pool and lets calls through when their claims are granted; a {@link
 * dev.muster.runtime.claims.Holder} holds those for one call, from its start to its end.
 *
 * <p>Imported by {@code border} and {@code runtime}. Imports {@code policies}, {@code admission}, {@code workers} and {@code observe}.
 */
@NullMarked
package dev.muster.runtime.claims;

import org.jspecify.annotations.NullMarked;
