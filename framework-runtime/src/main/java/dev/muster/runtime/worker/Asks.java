package dev.muster.runtime.worker;

import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The child's side of asks: sends each in a message of its own, between the answers, and has its thread wait for the reply, which
 * comes over the control connection. Safe for use by many threads.
 *
 * <p>One thread, which nobody interrupts, writes the messages: an interrupt of a thread that writes to a channel closes it, and
 * bodies are interrupted at any time. It starts with the first ask.
 */
final class Asks implements AskLine {
    private static final long STACK = 256 * 1024;

    private final Answers answers;
    private final @Nullable ClassLoader loader;
    private final BlockingQueue<Said> toSay = new LinkedBlockingQueue<>();
    private final AtomicBoolean speaking = new AtomicBoolean();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    Asks(Answers answers, @Nullable ClassLoader loader) {
        this.answers = answers;
        this.loader = loader;
    }

    /** An ask on its way. */
    private record Said(long id, Ask ask) {}

    /** A thread that waits for a reply. */
    private static final class Waiting {
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Reply reply;
    }

    @Override
    public Reply ask(Ask ask) throws Exception {
        long id = ids.incrementAndGet();
        if (ask.what() == Ask.What.OWNER_ENDED) {
            say(id, ask);
            return Reply.of(0);
        }
        Waiting self = new Waiting();
        waiting.put(id, self);
        try {
            say(id, ask);
            return await(id, self, ask);
        } finally {
            waiting.remove(id);
        }
    }

    private Reply await(long id, Waiting self, Ask ask) throws Exception {
        boolean interrupted = false;
        Reply reply;
        while ((reply = self.reply) == null) {
            LockSupport.park(this);
            if (Thread.interrupted() && !interrupted) {
                interrupted = true;
                say(ids.incrementAndGet(), giveUp(id, ask));
            }
        }
        Throwable failure = reply.failure();
        if (interrupted && !(failure instanceof InterruptedException)) {
            Thread.currentThread().interrupt(); // it came too late to matter
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return reply;
    }

    private void say(long id, Ask ask) {
        toSay.add(new Said(id, ask));
        if (!speaking.get() && speaking.compareAndSet(false, true)) {
            Thread thread = new Thread(null, this::speak, "muster-ask", STACK);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void speak() {
        try {
            for (; ; ) {
                Said next = toSay.take();
                answers.ask(next.id(), next.ask());
            }
        } catch (IOException | InterruptedException over) {
            // The parent is gone, and the child ends: whoever still waits has nobody to wait for.
        }
    }

    private static Ask giveUp(long id, Ask ask) {
        return new Ask(ask.owner(), ask.ownerName(), Ask.What.GIVE_UP, "", null, id, 0, 0, false, null);
    }

    /** A reply has come. */
    void replied(long id, byte[] content) throws IOException {
        Waiting asker = waiting.get(id);
        if (asker != null) {
            asker.reply = Reply.of(content, loader, new StackTraceElement("parent", "process", "resources", -1));
            LockSupport.unpark(asker.thread);
        }
    }
}
