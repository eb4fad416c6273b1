package dev.muster.runtime.border;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.claims.OuterJoins;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.Reply;

/**
 * Has what is asked done by the parent. That knows a thread outside of calls by the number of its owner, and alone knows what it
 * holds: so each thread has its owner {@code KEPT} for it.
 */
public final class AskLinePerformer implements Performer {
    private static final ThreadLocal<Owner> KEPT = new ThreadLocal<>();

    private final AskLine line;
    private final NumberedOwners owners;
    private final Admission admission;

    /** Asks over {@code line}; {@code admission} is that of this process, which knows who waits for whom here. */
    public AskLinePerformer(AskLine line, NumberedOwners owners, Admission admission) {
        this.line = line;
        this.owners = owners;
        this.admission = admission;
    }

    @Override
    public Reply perform(Owner owner, Ask ask) throws Exception {
        if (owner instanceof ThreadOwner) {
            KEPT.set(owner);
        }
        Ask numbered = ask.by(owners.numberOf(owner), owner.name());
        if (!ask.mayWait()) {
            return line.ask(numbered);
        }
        OuterJoins outer = OuterJoins.begin(admission);
        try {
            admission.asksElsewhere(owner);
            return line.ask(numbered);
        } finally {
            if (outer != null) {
                outer.end();
            }
        }
    }
}
