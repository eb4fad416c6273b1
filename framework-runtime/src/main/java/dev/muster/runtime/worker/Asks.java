package dev.muster.runtime.worker;

import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The child's side of asks: sends each in a message of its own, between the answers, and has its thread wait for the reply, which
 * comes over the control connection. Safe for use by many threads.
 */
final class Asks implements AskLine {
    private final Speaker speaker;
    private final @Nullable ClassLoader loader;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    Asks(Speaker speaker, @Nullable ClassLoader loader) {
        this.speaker = speaker;
        this.loader = loader;
    }

    /** A thread that waits for a reply. */
    private static final class Waiting {
        private final Thread thread = Thread.currentThread();
        private volatile byte @Nullable [] reply;
    }

    @Override
    public Reply ask(Ask ask) throws Exception {
        long id = ids.incrementAndGet();
        if (!ask.isAwaited()) {
            say(id, ask);
            return Reply.of(0);
        }
        Waiting self = new Waiting();
        waiting.put(id, self);
        try {
            say(id, ask);
            return orThrow(await(id, self, ask));
        } finally {
            waiting.remove(id);
        }
    }

    private Reply await(long id, Waiting self, Ask ask) throws IOException {
        boolean interrupted = false;
        byte[] content;
        while ((content = self.reply) == null) {
            LockSupport.park(this);
            if (Thread.interrupted() && !interrupted) {
                interrupted = true;
                say(ids.incrementAndGet(), giveUp(id, ask));
            }
        }
        Reply reply = Reply.of(content, loader, new StackTraceElement("parent", "process", "resources", -1));
        if (interrupted && !(reply.failure() instanceof InterruptedException)) {
            Thread.currentThread().interrupt(); // it came too late to matter
        }
        return reply;
    }

    private static Reply orThrow(Reply reply) throws Exception {
        Throwable failure = reply.failure();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return reply;
    }

    private void say(long id, Ask ask) {
        speaker.say(answers -> answers.ask(id, ask));
    }

    private static Ask giveUp(long id, Ask ask) {
        return new Ask(ask.owner(), ask.ownerName(), Ask.What.GIVE_UP, "", null, id, 0, 0, false, null);
    }

    /** A reply has come, which the thread that waits for it reads: it may bring an exception of the user's. */
    void replied(long id, byte[] content) {
        Waiting asker = waiting.get(id);
        if (asker != null) {
            asker.reply = content;
            LockSupport.unpark(asker.thread);
        }
    }
}
