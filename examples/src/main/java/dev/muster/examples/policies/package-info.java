/**
 * Policies of one's own: an audit, a quota for each tenant, calls that wait for room in the heap, and policies that are made of
 * others; see {@code docs/guide/policies.md}.
 */
@NullMarked
package dev.muster.examples.policies;

import org.jspecify.annotations.NullMarked;
