package dev.muster.runtime.admission;

import dev.muster.SharedEvent;
import java.util.concurrent.TimeUnit;

/** An event for code that needs it in the middle of a body. */
final class EventHandle implements SharedEvent {
    private final Admission admission;
    private final Event event;

    EventHandle(Admission admission, Event event) {
        this.admission = admission;
        this.event = event;
    }

    @Override
    public void set() {
        event.set();
    }

    @Override
    public void clear() {
        event.clear();
    }

    @Override
    public boolean isSet() {
        return event.isSet();
    }

    @Override
    public void await() throws InterruptedException {
        new BlockingRequest(admission.current(), event, 0).acquire();
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return new BlockingRequest(admission.current(), event, 0).tryAcquire(unit.toNanos(time));
    }

    @Override
    public String toString() {
        return event.toString();
    }
}
