package dev.muster.runtime.worker;

import dev.muster.call.Call;
import dev.muster.runtime.protocol.Control;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** What the parent does to calls from outside of their turn: cancels and recalls them; and its replies to asks. */
public final class Interference {
    private static final long STACK = 256 * 1024;

    private final CallInHand inHand;
    private final Answers answers;
    private final Asks asks;
    private final Ending ending;

    Interference(CallInHand inHand, Answers answers, Asks asks, Ending ending) {
        this.inHand = inHand;
        this.answers = answers;
        this.asks = asks;
        this.ending = ending;
    }

    /** Obeys for ever, on a daemon thread of its own; when the parent is gone, the child ends. */
    public void start(ReadableByteChannel control) {
        Thread thread = new Thread(null, () -> obey(control), "muster-control", STACK);
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
            case Control.RECALL -> answers.recall(inHand, said.id());
            case Control.END -> ending.begin();
            case Control.REPLY -> asks.replied(said.id(), said.content());
            default -> throw new IOException("not a kind of control: " + said.kind());
        }
    }

    private void cancel(long id) {
        Call<?> running = inHand.cancel(id);
        if (running != null) {
            running.cancel(true);
        }
    }
}
