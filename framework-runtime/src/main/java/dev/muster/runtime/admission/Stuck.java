package dev.muster.runtime.admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Strikes out of some owners all who can go on as soon as others do. Who is left cannot, whatever those who are not left do. Each thing
 * that somebody lacks is looked at once for each who could supply it, however long the lines are.
 */
final class Stuck {
    private final Set<Owner> left;
    private final Map<Need, Lack> lacks = new HashMap<>();
    private final Map<Owner, List<Supply>> supplies = new HashMap<>();
    private final Deque<Owner> free = new ArrayDeque<>();

    /** What is lacking of something, who waits for it, and who could supply what of it. */
    private static final class Lack {
        private final List<Waiter> waiters = new ArrayList<>(1);
        private long units;

        Lack(long units) {
            this.units = units;
        }
    }

    private record Supply(Lack to, long units) {}

    /** An owner, and how many things it lacks. */
    private static final class Waiter {
        private final Owner owner;
        private int lacks;

        Waiter(Owner owner) {
            this.owner = owner;
        }
    }

    /** Of these, each of whom is to be {@linkplain #add added}. */
    Stuck(Set<Owner> all) {
        left = new HashSet<>(all);
    }

    /** What one of them lacks, and those who must go before. Owners who are none of them supply what they have. */
    void add(Owner owner, List<Need> needs, List<Owner> before) {
        Waiter waiter = new Waiter(owner);
        needs.forEach(need -> lacks(waiter, lacks.computeIfAbsent(need, this::lack)));
        before.forEach(other -> lacks(waiter, end(other)));
        if (waiter.lacks == 0) {
            free.add(owner);
        }
    }

    private static void lacks(Waiter waiter, Lack lack) {
        if (lack.units > 0) {
            lack.waiters.add(waiter);
            waiter.lacks++;
        }
    }

    private Lack lack(Need need) {
        Lack lack = new Lack(need.lacking());
        need.forEach((owner, units) -> supplies(owner, lack, units));
        return lack;
    }

    private Lack end(Owner other) {
        Lack lack = new Lack(1);
        supplies(other, lack, 1);
        return lack;
    }

    private void supplies(Owner owner, Lack lack, long units) {
        if (left.contains(owner)) {
            supplies.computeIfAbsent(owner, any -> new ArrayList<>(1)).add(new Supply(lack, units));
        } else {
            lack.units -= units;
        }
    }

    /** Who is left, once all have been added. */
    Set<Owner> left() {
        for (Owner owner = free.poll(); owner != null; owner = free.poll()) {
            left.remove(owner);
            supplies.getOrDefault(owner, List.of()).forEach(this::supply);
        }
        return left;
    }

    private void supply(Supply supply) {
        Lack lack = supply.to();
        boolean wasLacking = lack.units > 0;
        lack.units -= supply.units();
        if (wasLacking && lack.units <= 0) {
            for (Waiter waiter : lack.waiters) {
                if (--waiter.lacks == 0) {
                    free.add(waiter.owner);
                }
            }
        }
    }
}
