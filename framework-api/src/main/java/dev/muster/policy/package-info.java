/**
 * Policies of one's own: a user's annotation, and the class that enforces it.
 *
 * <p>{@link dev.muster.policy.EnforcedBy} turns an annotation into a policy. An {@link dev.muster.policy.AroundPolicy} wraps the
 * body of a call; an {@link dev.muster.policy.AdmissionPolicy} decides when a call may start.
 *
 * <p>Everybody may import this package; it imports {@link dev.muster} alone.
 */
@NullMarked
package dev.muster.policy;

import org.jspecify.annotations.NullMarked;
