/**
 * Admission: who may start, who waits, and who goes next.
 *
 * <p>One mechanism serves locks, permits, events, barriers and conditions, for calls that wait without a thread as for
 * threads that block. A {@link dev.muster.runtime.admission.Request} draws all its {@linkplain
 * dev.muster.runtime.admission.Claim claims} at once, waits as a node in the queue of each {@linkplain
 * dev.muster.runtime.admission.Resource resource}, is granted once and gives everything back once.
 *
 * <h2>The invariants, on which everything here rests</h2>
 *
 * <ol>
 *   <li><b>Latches.</b> Each resource has a latch, a spin lock of one word. Its queue, holders and counts are read and written
 *       with the latch held. A thread that needs several takes them by rising {@link dev.muster.runtime.admission.Resource#id},
 *       so latches cannot deadlock. Held for tens of instructions; no user code, callback, map or I/O under one. While nobody
 *       holds the latch its word sums up what it guards, so that who takes it knows the usual cases without reading on.
 *   <li><b>One order.</b> A request enters all its queues while it holds the latches of all of them. So any two requests stand
 *       in the same order in every queue that they share, and (as with two-phase locking) no ring of requests can each stand
 *       behind the next.
 *   <li><b>Heads go.</b> A request is granted when it is first in all its queues and fits everywhere; the check and the grant
 *       hold all its latches. Nobody overtakes, so a large request is not starved by small ones. The one waiting longest
 *       in the order of 2 is first in all its queues: somebody can always go once the holders leave.
 *   <li><b>Who changes, looks.</b> Whoever frees units or removes the first of a queue afterwards looks at the new first
 *       ({@link dev.muster.runtime.admission.Turn}). The last of the changes that a request needs is thus followed by a look
 *       that sees them all: no wake-up is lost.
 *   <li><b>State.</b> The state of a request is written with all its latches held, so holding one of them steadies it. Every
 *       ending is one such write: of grant, cancellation, limit and release each happens once or not at all.
 * </ol>
 *
 * <p>Two kinds of request stand before the line: those that a holder waits for (it joins them, and lends them its locks), and
 * those whose condition may have come true, which were first in line before they fell asleep. Of the first kind, one goes before
 * another if a holder lends to it alone, and is in the way of the other: that waits for the holder, which waits for the one. All
 * others keep the order of their arrival, readers and writers alike: nobody is granted what is lent before an equal who waits.
 *
 * <p>Imported by the other packages of the runtime; imports none of them. May import the API.
 */
@NullMarked
package dev.muster.runtime.admission;

import org.jspecify.annotations.NullMarked;
