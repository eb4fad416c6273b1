package dev.muster.runtime.admission;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Tells a {@link JoinWatch} of the joins between owners that another process knows.
 *
 * <p>An owner gets its alias, or says whom it waits for, before it looks who waits for it; and one that joins says so before it looks
 * at whom it waits for: of any two, at least one sees the other.
 */
final class Kinship {
    private final JoinWatch watch;
    private final Set<Join> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Kinship(JoinWatch watch) {
        this.watch = watch;
    }

    /** {@code joiner} has begun to wait: for those that have an alias, and for those that wait for such. */
    static void tellDown(JoinWatch watch, Owner joiner, Join join) {
        if (watch.isNeeded() && new Kinship(watch).follow(joiner, join)) {
            tellUp(watch, joiner);
        }
    }

    private boolean follow(Owner joiner, Join join) {
        boolean[] any = new boolean[1];
        if (seen.add(join)) {
            join.unfinished(child -> {
                boolean leadsOut = child.alias() != null;
                if (child.awaits() instanceof Join deeper) {
                    leadsOut |= follow(child, deeper);
                }
                if (leadsOut) {
                    watch.joins(joiner, join, child);
                    any[0] = true;
                }
            });
        }
        return any[0];
    }

    /** {@code asker} is about to ask, or has come to wait for one that does: who waits for it, and for those in turn. */
    static void tellUp(JoinWatch watch, Owner asker) {
        Owner child = asker;
        for (Owner joiner = child.lender(); joiner != null; joiner = child.lender()) {
            if (joiner.awaits() instanceof Join join && join.covers(child)) {
                watch.joins(joiner, join, child);
            }
            child = joiner;
        }
    }
}
