package dev.muster.runtime.admission;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Puts before the line whoever waits for a lock that a joining owner now lends. */
final class Lending {
    private final Set<Join> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Lending() {}

    /**
     * To those joined, and to those whom they join in turn. One that begins to wait at the same time is not missed: it says
     * what it awaits before it looks at what its parent awaits, and a parent does so before it looks at its children. Who lends
     * leaves the lock for a while: conditions may have changed.
     */
    static void lend(Owner lender, Join join) {
        new Lending().follow(join);
        for (Owner owner = lender; owner != null; owner = owner.lender()) {
            for (Request held = owner.topmost(); held != null; held = owner.below(held)) {
                for (Claim claim = held; claim != null; claim = claim.sibling) {
                    if (claim.resource instanceof Units units && units.hasSleepers()) {
                        units.recheck();
                    }
                }
            }
        }
    }

    private void follow(Join join) {
        if (seen.add(join)) {
            join.unfinished(child -> {
                Wait wait = child.awaits();
                if (wait instanceof Request request) {
                    request.passLine();
                } else if (wait instanceof Join deeper) {
                    follow(deeper);
                }
            });
        }
    }
}
