/** What waits for a worker, in which order, and why it may not. For the pools; imports nothing else of the runtime. */
@NullMarked
package dev.muster.runtime.queue;

import org.jspecify.annotations.NullMarked;
