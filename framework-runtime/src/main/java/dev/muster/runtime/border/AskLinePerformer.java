package dev.muster.runtime.border;

import dev.muster.call.Call;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.Reply;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has what is asked done by the parent. Gives each owner of this process a number, by which the parent knows it. */
public final class AskLinePerformer implements Performer {
    private final AskLine line;
    private final Supplier<@Nullable Call<?>> inHand;
    private final AtomicLong numbers = new AtomicLong(Ask.CALL_IN_HAND);

    /**
     * Asks over {@code line}.
     *
     * @param inHand the call that the parent knows this process runs
     */
    public AskLinePerformer(AskLine line, Supplier<@Nullable Call<?>> inHand) {
        this.line = line;
        this.inHand = inHand;
    }

    /** An owner of this process, as its parent knows it. */
    private final class Known implements Owner.Alias {
        private final long number = numbers.incrementAndGet();

        @Override
        public void ended() {
            try {
                line.ask(new Ask(number, "", Ask.What.OWNER_ENDED, "", null, 0, 0, 0, false, null));
            } catch (Exception gone) {
                Log.warning("the parent cannot be told that a call has ended", gone);
            }
        }
    }

    @Override
    public Reply perform(Owner owner, Ask ask) throws Exception {
        return line.ask(ask.by(numberOf(owner), owner.name()));
    }

    private long numberOf(Owner owner) {
        if (owner instanceof Holder holder && holder.call() == inHand.get()) {
            return Ask.CALL_IN_HAND;
        }
        if (owner.alias() instanceof Known known) {
            return known.number;
        }
        Known made = new Known();
        owner.alias(made);
        return made.number;
    }
}
