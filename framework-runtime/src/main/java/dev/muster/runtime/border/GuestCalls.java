package dev.muster.runtime.border;

import dev.muster.MusterException;
import dev.muster.call.Hold;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.claims.BlockingPassage;
import dev.muster.runtime.claims.Plan;
import dev.muster.runtime.claims.ScopedResources;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.MethodTerms;
import dev.muster.runtime.protocol.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls that bodies in child processes make of guarded methods: admitted here, on behalf of the owner there. */
final class GuestCalls {
    private final Admission admission;
    private final @Nullable ClassLoader loader;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Held> holds = new ConcurrentHashMap<>();

    private record Held(Owner owner, Hold hold) {}

    GuestCalls(Admission admission, @Nullable ClassLoader loader) {
        this.admission = admission;
        this.loader = loader;
    }

    /** Waits until the call is admitted. */
    Reply enter(Owner owner, Ask ask) throws IOException {
        MethodTerms terms = MethodTerms.read(Objects.requireNonNull(ask.terms()), loader);
        Hold hold = BlockingPassage.enter(
                new Plan(terms.spec(), new ScopedResources(admission), null), owner, terms.keys());
        long id = ids.incrementAndGet();
        holds.put(id, new Held(owner, hold));
        return Reply.of(id);
    }

    /** The call has ended, or is to be run again. */
    Reply leave(Ask ask) {
        Held held = holds.remove(ask.number());
        if (held != null && ask.what() == Ask.What.PAUSE) {
            held.hold().close();
        } else if (held != null && ask.flag()) {
            held.hold().succeeded();
        } else if (held != null) {
            held.hold().failed(new MusterException(ask.name()));
        }
        return Reply.of(0);
    }

    /** What the owner has not left, it leaves now. */
    void ended(Owner owner) {
        holds.forEach((id, held) -> {
            if (held.owner() == owner && holds.remove(id, held)) {
                held.hold().failed(new MusterException("the process of " + owner.name() + " has died"));
            }
        });
    }
}
