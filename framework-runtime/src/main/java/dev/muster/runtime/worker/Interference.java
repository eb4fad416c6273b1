package dev.muster.runtime.worker;

import dev.muster.call.Call;
import dev.muster.runtime.protocol.Control;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * What the parent does to calls from outside of their turn: cancels and recalls them; its replies to asks; and its pings, which
 * are answered at once: the thread that hears them waits for no other.
 */
public final class Interference {
    private static final long STACK = 256 * 1024;

    private final CallInHand inHand;
    private final Speaker speaker;
    private final Asks asks;
    private final ControlLine line;
    private final ChildEnding ending;

    Interference(CallInHand inHand, Speaker speaker, Asks asks, ControlLine line, ChildEnding ending) {
        this.inHand = inHand;
        this.speaker = speaker;
        this.asks = asks;
        this.line = line;
        this.ending = ending;
    }

    /** Obeys for ever, on a daemon thread of its own; when the parent is gone, the child ends. */
    public void start(ReadableByteChannel control) {
        daemon(new Obeying(control), "muster-control");
    }

    /** A class, because a child's start links a lambda more slowly. */
    private final class Obeying implements Runnable {
        private final ReadableByteChannel control;

        Obeying(ReadableByteChannel control) {
            this.control = control;
        }

        @Override
        public void run() {
            obey(control);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private void obey(ReadableByteChannel control) {
        try {
            for (; ; ) {
                obey(Control.read(control));
            }
        } catch (IOException parentGone) {
            ending.connectionEnded();
        }
    }

    private void obey(Control said) throws IOException {
        switch (said.kind()) {
            case Control.CANCEL -> cancel(said.id());
            case Control.RECALL -> speaker.say(answers -> answers.recall(inHand, said.id()));
            case Control.END -> ending.begin();
            case Control.REPLY -> asks.replied(said.id(), said.content());
            case Control.PING -> line.say(said);
            default -> throw new IOException("not a kind of control: " + said.kind());
        }
    }

    /** On a thread of its own: where the body has returned a stage, what depends on that runs there, and may ask. */
    private void cancel(long id) {
        Call<?> running = inHand.cancel(id);
        if (running != null) {
            daemon(() -> running.cancel(true), "muster-cancel");
        }
    }
}
