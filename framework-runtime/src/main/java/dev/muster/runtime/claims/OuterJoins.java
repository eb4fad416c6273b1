package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Join;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.workers.LocalRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bodies under the innermost one on a worker's stack: each runs the one on top of it because it joins that. They are noted as
 * waits only while the innermost one blocks, since a join that runs what it waits for does not wait.
 */
public final class OuterJoins {
    private final Admission admission;
    private final List<Under> waits = new ArrayList<>();

    private OuterJoins(Admission admission) {
        this.admission = admission;
    }

    /** The wait of a body for the one on top of it. Cannot be given up: that one is what must go on. */
    private static final class Under extends Join {
        private final Owner owner;
        private final Call<?> onTop;

        Under(Owner owner, Call<?> onTop) {
            this.owner = owner;
            this.onTop = onTop;
        }

        @Override
        protected boolean covers(Owner child) {
            return child instanceof Holder holder && holder.call() == onTop;
        }

        @Override
        protected void unfinished(Consumer<? super Owner> action) {
            if (!onTop.hasEnded()) {
                action.accept(Holder.of(onTop));
            }
        }

        @Override
        public boolean giveUp(MusterException reason) {
            return false;
        }
    }

    /** The innermost body of this thread blocks, until {@link #end}. Null if none is under it. */
    public static @Nullable OuterJoins begin(Admission admission) {
        LocalRunner runner = LocalRunner.current();
        Call<?> onTop = runner == null || !runner.isNested() ? null : runner.call();
        if (runner == null || onTop == null) {
            return null;
        }
        OuterJoins outer = new OuterJoins(admission);
        for (Call<?> up = onTop.parent(); up != null; up = up.parent()) {
            if (up.runner() == runner) {
                outer.add(Holder.of(up), onTop);
                onTop = up;
            }
        }
        return outer;
    }

    private void add(Owner owner, Call<?> onTop) {
        if (owner.awaits() == null) { // else it is noted already, because it has something to lend
            Under wait = new Under(owner, onTop);
            waits.add(wait);
            admission.joining(owner, wait);
        }
    }

    /** It goes on. */
    public void end() {
        waits.forEach(wait -> admission.joined(wait.owner, wait));
    }
}
