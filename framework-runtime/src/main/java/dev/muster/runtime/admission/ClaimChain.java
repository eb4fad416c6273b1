package dev.muster.runtime.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The claims of one request, of which this is the first, and what is done to all of them together; knows nothing of why. */
abstract class ClaimChain extends Claim {
    ClaimChain(Resource resource, int take) {
        super(resource, take);
    }

    // ---------------------------------------------------------------- which they are

    /** Another claim, at its place. Of a resource that is claimed already, the greater claim counts. */
    final void add(Resource other, int units) {
        if (!(other instanceof Units) || !(resource instanceof Units)) {
            throw new IllegalArgumentException(
                    "events and barriers are asked for one by one, before locks and permits");
        }
        Resource adding = other;
        int adds = units;
        Claim at = this;
        for (; ; ) {
            if (at.resource == adding) {
                at.take = Math.max(at.take, adds);
                return;
            }
            if (at.resource.id > adding.id) {
                Resource moved = at.resource;
                int moves = at.take;
                at.resource = adding;
                at.take = adds;
                adding = moved;
                adds = moves;
            }
            if (at.sibling == null) {
                at.sibling = further(adding, adds);
                return;
            }
            at = at.sibling;
        }
    }

    /** A claim after the first. */
    Claim further(Resource other, int units) {
        return new Further(request(), other, units);
    }

    /** Has living resources instead of retired ones. The first one changes under its latch: see {@link #latchFirst}. */
    final void renew() {
        Claim rest = sibling;
        Resource first = resource;
        Resource living = first.living();
        first.latch();
        sibling = null;
        resource = living;
        first.unlatch();
        for (Claim claim = rest; claim != null; claim = claim.sibling) {
            add(claim.resource.living(), claim.take);
        }
    }

    final boolean anyRetired() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            if (claim.resource.retired) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- their latches

    final void latchAll() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.latch();
        }
    }

    /** Takes the latch of the only claim, while another thread may be about to submit it and to find its resource retired. */
    final void latchFirst() {
        Resource at = resource;
        at.latch();
        while (at != resource) {
            at.unlatch();
            at = resource;
            at.latch();
        }
    }

    /** Before the submission, resources may have been retired: takes the latches of living ones. */
    final void latchLiving() {
        latchAll();
        while (anyRetired()) {
            unlatchAll();
            renew();
            latchAll();
        }
    }

    final void unlatchAll() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.unlatch();
        }
    }

    /** Takes all latches, if that is at once possible, and all resources are idle; or none. */
    final boolean latchAllIfIdle() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            if (!((Units) claim.resource).latchIfIdle(claim.take)) {
                unlatchUpTo(claim);
                return false;
            }
        }
        return true;
    }

    private void unlatchUpTo(Claim end) {
        for (Claim claim = this; claim != end; claim = Objects.requireNonNull(claim.sibling)) {
            claim.resource.unlatchAs(Resource.IDLE);
        }
    }

    // ---------------------------------------------------------------- what they have or wait for; latches held

    final void takeAll() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.take(claim);
        }
    }

    final void giveAll() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.give(claim);
        }
    }

    final boolean isFirstAndFits() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            if (claim.resource.queue.first != claim || !claim.resource.fits(claim)) {
                return false;
            }
        }
        return true;
    }

    final void leaveQueues() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.queue.remove(claim);
        }
    }

    // ---------------------------------------------------------------- the locks among them

    /** The claim on the first lock, where the sleepers are looked up. */
    final Claim homeClaim() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            if (claim.resource instanceof Units units && units.isLock()) {
                return claim;
            }
        }
        throw new IllegalStateException(request().owner().name() + " awaits a condition without a lock");
    }

    final Units home() {
        return (Units) homeClaim().resource;
    }

    /** All locks. */
    final List<Units> locks() {
        List<Units> locks = new ArrayList<>(1);
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            if (claim.resource instanceof Units units && units.isLock()) {
                locks.add(units);
            }
        }
        return locks;
    }

    /** Moves on whenever the condition may have changed. Latches held. */
    final long epoch() {
        long sum = 0;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            sum += claim.resource instanceof Units units ? units.epoch() : 0;
        }
        return sum;
    }

    // ---------------------------------------------------------------- latches not held

    /** Those whose condition the end of this hold may have made true come before the line. */
    final void wakeSleepers() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            if (claim.resource instanceof Units units && units.isLock() && claim.take == Units.ALL) {
                units.wakeSleepers();
            }
        }
    }

    /** The first in each queue may be able to go on. */
    final void changedAll() {
        Turn.changed(this);
    }
}
