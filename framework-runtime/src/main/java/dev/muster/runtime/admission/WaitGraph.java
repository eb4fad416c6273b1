package dev.muster.runtime.admission;

import dev.muster.DeadlockException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who waits for whom, as far as it can be reached from some owners: who of them is stuck, and how they go on.
 *
 * <p>An owner is <em>stuck</em> if what it lacks cannot be met by owners that are not stuck: the greatest such set, found by
 * striking out all others. What others might yet supply (an event, a semaphore that anybody releases) counts as on its way.
 *
 * <p>A blocking wait with a limit counts as going on, for it ends without anybody's help: {@code tryLock} returns false in the end,
 * as its callers expect.
 *
 * <p>The graph is drawn piece by piece while others run, and never changes afterwards. For one thread.
 */
final class WaitGraph {
    private final Map<Owner, Node> nodes = new LinkedHashMap<>();
    private final KnownNeeds known;

    /** A blocked owner: what it waits for, what it lacks, for sure and at worst, and whom it stands behind. */
    private record Node(Wait awaited, List<Need> needs, List<Need> atWorst, List<Owner> behind) {}

    /** Draws it. */
    WaitGraph(Collection<Owner> from) {
        Deque<Owner> toVisit = new ArrayDeque<>(from);
        Set<Need> visited = new HashSet<>();
        known = new KnownNeeds(from.stream().filter(Owner::hasTakenAny).toList());
        for (Owner owner = toVisit.poll(); owner != null; owner = toVisit.poll()) {
            Wait wait = owner.awaits();
            if (wait != null && !nodes.containsKey(owner)) {
                Node node = node(wait);
                nodes.put(owner, node);
                for (List<Need> needs : List.of(node.atWorst, node.needs)) {
                    for (Need need : needs) {
                        if (visited.add(need)) {
                            toVisit.addAll(need.suppliers);
                        }
                    }
                }
                toVisit.addAll(node.behind);
            }
        }
    }

    private Node node(Wait wait) {
        List<Owner> behind = new ArrayList<>();
        List<Need> atWorst = new ArrayList<>();
        if (wait instanceof Request request && request.isLimited()) {
            return new Node(wait, List.of(), atWorst, behind);
        }
        if (wait instanceof Request request) {
            return new Node(wait, request.needs(behind, atWorst, known), atWorst, behind);
        }
        List<Owner> children = new ArrayList<>();
        Join join = (Join) wait;
        join.unfinished(children::add);
        Need need = ends(children, join.lacking(children.size()));
        return new Node(wait, List.of(need), List.of(ends(children, join.lackingAtWorst(children.size()))), behind);
    }

    private static Need ends(List<Owner> children, int lacking) {
        Need need = new Need(() -> "the end of ", lacking);
        children.forEach(child -> need.from(child, 1));
        return need;
    }

    /** Those who are blocked. */
    Set<Owner> owners() {
        return nodes.keySet();
    }

    /**
     * Those of {@code among} who cannot go on whatever the others do; with {@code inLine}, taking their places in queues as given, and
     * what is not sure at its worst: to let somebody pass for nothing harms nobody.
     */
    Set<Owner> stuck(boolean inLine, Set<Owner> among) {
        Stuck stuck = new Stuck(among);
        for (Owner owner : among) {
            Node node = Objects.requireNonNull(nodes.get(owner));
            stuck.add(owner, inLine ? node.atWorst : node.needs, inLine ? node.behind : List.of());
        }
        return stuck.left();
    }

    /** Those who waited for the same in an earlier graph, and still do. */
    Set<Owner> blockedSince(WaitGraph earlier) {
        Set<Owner> blocked = new HashSet<>(nodes.keySet());
        blocked.removeIf(owner -> {
            Node was = earlier.nodes.get(owner);
            Node is = nodes.get(owner);
            return was == null || is == null || was.awaited != is.awaited || owner.awaits() != is.awaited;
        });
        return blocked;
    }

    /**
     * Lets those pass for whom others wait; all, if the ring is one of mere places. They keep their order: the oldest
     * passes last, and so is first.
     */
    void letPass(Set<Owner> stuck) {
        Set<Owner> awaited = awaited(stuck);
        List<Request> passing = new ArrayList<>();
        for (Owner owner : awaited.isEmpty() ? stuck : awaited) {
            Node node = Objects.requireNonNull(nodes.get(owner));
            if (node.atWorst.isEmpty() && node.awaited instanceof Request request && !request.isLimited()) {
                passing.add(request);
            }
        }
        long now = System.nanoTime();
        passing.sort(Comparator.comparingLong(request -> now - request.since()));
        passing.forEach(Request::passAll);
        passing.forEach(Request::changedAll);
    }

    /** Those of the stuck without whom others of them cannot go on. */
    private Set<Owner> awaited(Set<Owner> stuck) {
        Set<Owner> awaited = new HashSet<>();
        for (Owner owner : stuck) {
            for (Need need : Objects.requireNonNull(nodes.get(owner)).atWorst) {
                if (!need.canBeMet(stuck)) {
                    awaited.addAll(need.suppliers);
                }
            }
        }
        awaited.retainAll(stuck);
        return awaited;
    }

    /** Ends the wait of one in a ring of those who are stuck, the youngest that can be ended. */
    void breakRing(Set<Owner> dead) {
        List<Owner> ring = ring(dead);
        List<Owner> youngestFirst = new ArrayList<>(ring);
        long now = System.nanoTime();
        youngestFirst.sort(Comparator.comparingLong(owner -> now - since(owner)));
        for (Owner victim : youngestFirst) {
            Wait wait = Objects.requireNonNull(nodes.get(victim)).awaited;
            if (wait.giveUp(new DeadlockException(describe(ring, dead, victim)))) {
                return;
            }
        }
    }

    private long since(Owner owner) {
        return Objects.requireNonNull(nodes.get(owner)).awaited.since();
    }

    private List<Owner> ring(Set<Owner> dead) {
        List<Owner> path = new ArrayList<>();
        Owner at = dead.iterator().next();
        while (!path.contains(at)) {
            path.add(at);
            at = supplier(lack(at, dead), dead);
        }
        return path.subList(path.indexOf(at), path.size());
    }

    private Need lack(Owner owner, Set<Owner> dead) {
        return Objects.requireNonNull(nodes.get(owner)).needs.stream()
                .filter(need -> !need.canBeMet(dead))
                .findFirst()
                .orElseThrow();
    }

    private static Owner supplier(Need need, Set<Owner> dead) {
        return need.suppliers.stream().filter(dead::contains).findFirst().orElseThrow();
    }

    private String describe(List<Owner> ring, Set<Owner> dead, Owner victim) {
        StringBuilder text = new StringBuilder("deadlock: ").append(victim.name());
        int start = ring.indexOf(victim);
        for (int i = 0; i < ring.size(); i++) {
            Need need = lack(ring.get((start + i) % ring.size()), dead);
            text.append(i == 0 ? " waits for " : ", which waits for ")
                    .append(need.what())
                    .append(supplier(need, dead).name());
        }
        return text.append(". ")
                .append(victim.name())
                .append(
                        " waited last and gives up; ask for all that a call needs in its own annotations, or nest calls in"
                                + " one order.")
                .toString();
    }
}
