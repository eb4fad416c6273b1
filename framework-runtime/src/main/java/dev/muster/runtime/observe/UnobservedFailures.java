package dev.muster.runtime.observe;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Reports failures that nobody looked at, once each: when the handle that could have been asked is garbage, or at the close of
 * the runtime.
 */
public final class UnobservedFailures {
    private static final Cleaner CLEANER = Cleaner.create();

    private final BiConsumer<String, Throwable> handler;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();

    /** With a handler; what it throws is logged. */
    public UnobservedFailures(BiConsumer<String, Throwable> handler) {
        this.handler = handler;
    }

    /**
     * A handle holds a failure.
     *
     * @param handle the handle, which the other parameters must not hold
     * @param call what failed, for people
     * @param isObserved whether somebody has looked
     */
    public void add(Object handle, String call, Throwable cause, BooleanSupplier isObserved) {
        Pending added = new Pending(call, cause, isObserved);
        pending.add(added);
        CLEANER.register(handle, added);
    }

    /** Reports what nobody has looked at so far. */
    public void reportAll() {
        new ArrayList<>(pending).forEach(Pending::run); // not what keeps coming meanwhile
    }

    private final class Pending implements Runnable {
        private final String call;
        private final Throwable cause;
        private final BooleanSupplier isObserved;
        private final AtomicBoolean over = new AtomicBoolean();

        Pending(String call, Throwable cause, BooleanSupplier isObserved) {
            this.call = call;
            this.cause = cause;
            this.isObserved = isObserved;
        }

        @Override
        public void run() {
            pending.remove(this);
            if (over.compareAndSet(false, true) && !isObserved.getAsBoolean()) {
                tell();
            }
        }

        private void tell() {
            try {
                handler.accept(call, cause);
            } catch (Throwable thrown) {
                Log.warning("The handler of unobserved failures failed for " + call, thrown);
            }
        }
    }
}
