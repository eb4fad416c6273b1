package dev.muster.runtime.admission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What those lack who wait, for one look at them: what several lack alike is noted once for all. Of one thread. */
final class KnownNeeds {
    private final List<Owner> takers;
    private final Map<Need.Of, Need> sure = new HashMap<>();
    private final Map<Need.Of, Need> atWorst = new HashMap<>();

    /** Nothing yet; {@code takers} have taken permits that are nobody's. */
    KnownNeeds(List<Owner> takers) {
        this.takers = takers;
    }

    /** What a claim lacks that waits. The latch of its resource is held. */
    Need need(Claim claim) {
        Need.Of alike = claim.resource.alike(claim);
        Need known = alike == null ? null : sure.get(alike);
        return known == null ? claim.resource.need(claim) : known;
    }

    /** What it lacks if permits that are nobody's come back only from those who have taken some, instead of {@code need}. As that. */
    Need atWorst(Claim claim, Need need) {
        if (!(claim.resource instanceof Units units)) {
            return need;
        }
        Need.Of alike = units.alike(claim);
        Need known = alike == null ? null : atWorst.get(alike);
        return known == null ? units.needAtWorst(claim, need, takers) : known;
    }

    /** That was found. No latch is held. */
    void note(Claim claim, Need need, Need worst) {
        Need.Of alike = claim.resource.alike(claim);
        if (alike == null) {
            return;
        }
        if (need != Need.NONE && sure.put(alike, need) != need && claim.resource instanceof Barrier barrier) {
            barrier.addComers(need);
        }
        if (worst != Need.NONE) {
            atWorst.put(alike, worst);
        }
    }
}
