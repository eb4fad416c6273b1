/** What waits for a worker, and in which order. For the pools; imports nothing else of the runtime. */
@NullMarked
package dev.muster.runtime.queue;

import org.jspecify.annotations.NullMarked;
