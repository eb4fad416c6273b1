package dev.muster.runtime.observe;

import dev.muster.CallListener;
import dev.muster.Task;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The user's listeners as one, which never throws. Immutable. */
public final class Listeners implements CallListener {
    private final List<CallListener> all;

    private Listeners(List<CallListener> all) {
        this.all = List.copyOf(all);
    }

    /** One for all of these; null if there are none. */
    public static @Nullable Listeners of(List<CallListener> all) {
        return all.isEmpty() ? null : new Listeners(all);
    }

    @Override
    public void submitted(Task<?> call) {
        tell(call, CallListener::submitted);
    }

    @Override
    public void started(Task<?> call) {
        tell(call, CallListener::started);
    }

    @Override
    public void ended(Task<?> call) {
        tell(call, CallListener::ended);
    }

    private void tell(Task<?> call, BiConsumer<CallListener, Task<?>> what) {
        for (CallListener listener : all) {
            try {
                what.accept(listener, call);
            } catch (Throwable thrown) {
                Log.warning("A listener failed for " + call.name() + "; the call goes on", thrown);
            }
        }
    }
}
