package dev.muster.runtime.worker;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes what threads of this child have to say besides the answers: asks, recalls, what is logged. Safe for use by many threads,
 * none of which waits.
 *
 * <p>One thread, which nobody interrupts, writes: an interrupt of a thread that writes to a channel closes it, and bodies are
 * interrupted at any time. It starts with the first message. What was said before an answer is written before it, too: whoever
 * writes an answer first says all that is in the queue, under the same monitor.
 */
final class Speaker {
    private static final long STACK = 256 * 1024;

    private final Answers answers;
    private final Queue<Message> toSay = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    Speaker(Answers answers) {
        this.answers = answers;
        answers.sayFirst(toSay);
    }

    /** What is to be said, by the methods of {@link Answers}. */
    @FunctionalInterface
    interface Message {
        void write(Answers to) throws IOException;
    }

    /** Sees to it that it is said soon, and before the next answer. */
    void say(Message message) {
        toSay.add(message);
        if (!started.get() && started.compareAndSet(false, true)) {
            start();
        }
        LockSupport.unpark(thread);
    }

    private void start() {
        Thread speaker = new Thread(null, this::speak, "muster-ask", STACK);
        speaker.setDaemon(true);
        thread = speaker;
        speaker.start();
    }

    private void speak() {
        try {
            for (; ; ) {
                answers.sayQueued();
                if (toSay.isEmpty()) {
                    LockSupport.park(this);
                }
            }
        } catch (IOException over) {
            // The parent is gone, and the child ends: nobody is left to hear it.
        }
    }
}
