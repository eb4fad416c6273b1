package dev.muster.runtime.process;

import dev.muster.runtime.observe.Log;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a pool that hears its children's control connections, all of them. It hears that an idle child has something to say,
 * or has died, and has the child's worker see to it; by itself it reads nothing but such short notes, so that it never waits for one
 * child.
 *
 * <p>States: <em>away</em> (no thread, no selector), <em>there</em> from the first connection until all have ended. {@code selector}
 * is guarded by this object's monitor, under which connections are entered, and the thread leaves: so none is entered where nobody
 * hears.
 */
final class Ear {
    private static final long STACK = 256 * 1024;

    private final String name;
    private @Nullable Selector selector;

    /** An ear without a thread yet, for the pool of that name. */
    Ear(String pool) {
        this.name = "muster-ear-" + pool;
    }

    /**
     * Hears a connection, which does not block, until it ends.
     *
     * @param hears takes in what has come over it, and returns false at its end
     */
    synchronized void listen(SocketChannel connection, BooleanSupplier hears) throws IOException {
        Selector present = selector;
        if (present == null || !present.isOpen()) { // it was given up after a failure
            present = Selector.open();
            start(present);
            selector = present;
        }
        enter(connection, hears, present);
        present.wakeup();
    }

    private static void enter(SocketChannel connection, BooleanSupplier hears, Selector by) {
        try {
            connection.register(by, SelectionKey.OP_READ, hears);
        } catch (ClosedChannelException killed) {
            // Whoever waits for its first words finds out.
        }
    }

    private void start(Selector of) {
        Thread thread = new Thread(null, () -> hear(of), name, STACK, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void hear(Selector by) {
        try (by) {
            do {
                by.select(Ear::hear);
            } while (!leaves(by));
        } catch (IOException impossible) {
            Log.warning("idle children are not heard any more, but for those that start from now on", impossible);
        }
    }

    private static void hear(SelectionKey key) {
        if (!((BooleanSupplier) key.attachment()).getAsBoolean()) {
            key.cancel();
        }
    }

    private synchronized boolean leaves(Selector by) {
        boolean none = by.keys().stream().noneMatch(SelectionKey::isValid);
        if (none) {
            selector = null;
        }
        return none;
    }
}
