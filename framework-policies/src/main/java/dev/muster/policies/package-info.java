/**
 * Well-known policies: retry, rate limit, circuit breaker, fallback and context propagation.
 *
 * <p>Each is an annotation and a thin class over a library: <a href="https://resilience4j.readme.io">Resilience4j</a> computes the
 * intervals, keeps the rates and decides when a circuit is open; Micrometer's context-propagation carries thread locals. How calls
 * wait, what they hold meanwhile and how they end is Muster's.
 *
 * <p>Everybody may import this package; of Muster it imports the API alone.
 */
@NullMarked
package dev.muster.policies;

import org.jspecify.annotations.NullMarked;
