package dev.muster.runtime.admission;

import dev.muster.DeadlockException;
import dev.muster.MusterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The order in which locks are asked for along chains of nested calls, learned from what happens: {@code before} a lock of one
 * name was held when one of another was asked for. An order that closes a ring can deadlock, even if it did not this time.
 * Each such order is reported once.
 *
 * <p>Known by name, not by key: so many locks of one name in any order are not reported. Safe for use by many threads.
 */
public final class LockOrder {
    private final Map<String, Set<String>> before = new ConcurrentHashMap<>();
    private final Consumer<String> report;
    private final boolean strict;

    /**
     * Nothing learned yet.
     *
     * @param report hears of reversed orders
     * @param strict whether the request that reverses an order fails
     */
    public LockOrder(Consumer<String> report, boolean strict) {
        this.report = report;
        this.strict = strict;
    }

    /** Learns from what the owner of {@code request}, and its parents, hold; why it must fail, or null. */
    @Nullable
    MusterException learn(Request request) {
        MusterException reversed = null;
        for (Owner owner = request.owner(); owner != null; owner = owner.parent()) {
            for (Request held = owner.topmost(); held != null; held = owner.below(held)) {
                for (String first : lockNames(held)) {
                    for (String then : lockNames(request)) {
                        if (!first.equals(then) && isNew(first, then) && leads(then, first)) {
                            reversed = reversed(request.owner(), first, then);
                        }
                    }
                }
            }
        }
        return reversed;
    }

    private static List<String> lockNames(Request request) {
        List<String> names = new ArrayList<>(1);
        for (Claim claim = request; claim != null; claim = claim.sibling) {
            if (claim.resource instanceof Units units && units.isLock()) {
                names.add(units.family.name);
            }
        }
        return names;
    }

    private boolean isNew(String first, String then) {
        Set<String> known = before.get(first);
        return (known == null || !known.contains(then))
                && before.computeIfAbsent(first, name -> ConcurrentHashMap.newKeySet())
                        .add(then);
    }

    private boolean leads(String from, String to) {
        Set<String> seen = new HashSet<>();
        Deque<String> toVisit = new ArrayDeque<>(List.of(from));
        for (String at = toVisit.poll(); at != null; at = toVisit.poll()) {
            if (at.equals(to)) {
                return true;
            }
            if (seen.add(at)) {
                toVisit.addAll(before.getOrDefault(at, Set.of()));
            }
        }
        return false;
    }

    private @Nullable MusterException reversed(Owner owner, String first, String then) {
        String text = owner.name() + " asks for lock '" + then + "' while '" + first + "' is held; elsewhere '" + first
                + "' is asked for while '" + then + "' is held. The two can deadlock: nest them in one order.";
        report.accept(text);
        return strict ? new DeadlockException(text) : null;
    }
}
