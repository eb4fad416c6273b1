package dev.muster.runtime.claims;

import dev.muster.WhenFull;
import dev.muster.runtime.admission.Units;
import org.jspecify.annotations.Nullable;

/**
 * The places in the queue of one pool, as permits: a call takes one once its events are set and its entry
 * barrier is passed, before its locks, and gives it back when its body begins. Where
 * full pools refuse, only fan-outs need them, so that they do not fail by their own size. Immutable.
 *
 * @param limit the number of places
 * @param then what becomes of a call when all are taken
 * @param places the permits
 */
public record Room(int limit, WhenFull then, Units places) {
    /** So many calls of a fan-out may wait at once without being counted. */
    private static final int PLENTY = 4_194_304;

    /** For a call that is started by itself; null if the pool itself counts it. */
    @Nullable
    Units forOne() {
        return then == WhenFull.REFUSE ? null : places;
    }

    /** For the calls of a fan-out, which wait for a place, whatever others do. */
    @Nullable
    Units forMany() {
        return then == WhenFull.REFUSE && limit >= PLENTY ? null : places;
    }
}
