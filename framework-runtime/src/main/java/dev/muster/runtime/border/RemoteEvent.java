package dev.muster.runtime.border;

import dev.muster.SharedEvent;
import dev.muster.runtime.protocol.Ask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event that the parent keeps. */
final class RemoteEvent implements SharedEvent {
    private final RemoteHandles handles;
    private final String name;
    private final byte @Nullable [] key;

    RemoteEvent(RemoteHandles handles, String name, byte @Nullable [] key) {
        this.handles = handles;
        this.name = name;
        this.key = key;
    }

    private Ask ask(Ask.What what, long nanos) {
        return RemoteHandles.ask(what, name, key, 0, nanos, 0, false);
    }

    @Override
    public void set() {
        handles.askWhateverHappens(ask(Ask.What.SET, 0));
    }

    @Override
    public void clear() {
        handles.askWhateverHappens(ask(Ask.What.CLEAR, 0));
    }

    @Override
    public boolean isSet() {
        return handles.askWhateverHappens(ask(Ask.What.IS_SET, 0)).value() != 0;
    }

    @Override
    public void await() throws InterruptedException {
        handles.ask(ask(Ask.What.AWAIT_EVENT, Ask.FOR_EVER));
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return handles.ask(ask(Ask.What.AWAIT_EVENT, Math.max(0, unit.toNanos(time))))
                        .value()
                != 0;
    }

    @Override
    public String toString() {
        return handles.text(ask(Ask.What.EVENT_TEXT, 0));
    }
}
