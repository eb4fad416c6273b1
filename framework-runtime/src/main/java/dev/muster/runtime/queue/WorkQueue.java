package dev.muster.runtime.queue;

import dev.muster.Priority;
import dev.muster.call.Deadline;
import dev.muster.call.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The works that wait for a worker of one pool. Those of a higher priority come first; of the same priority those with an earlier
 * deadline; else those that came first. For each second that a work has waited its priority is one higher; one step above the
 * highest, only the order of arrival counts. So each work's turn comes.
 *
 * <p>Works without priority and deadline, among their like, are kept in a plain queue. From the first of another kind until all is
 * empty the queue is <em>ordering</em>: what comes then gets an {@link Entry}; what stays in the plain queue came before all of
 * these, and is taken to have waited since then.
 *
 * <p>Not safe for use by many threads: its pool guards it.
 */
public final class WorkQueue {
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TOP = Priority.HIGHEST + 1;
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private final LongSupplier clock;
    private final long origin;
    private final ArrayDeque<Work> plain = new ArrayDeque<>();
    private final TreeSet<Entry> ordered = new TreeSet<>(Entry.ORDER);
    private final TreeSet<Entry> ageing = new TreeSet<>(Entry.BY_RISE);
    private boolean ordering;
    private long since;
    private long arrived;

    /** A work with its place. Times are nanoseconds since the queue was made. */
    private static final class Entry {
        static final Comparator<Entry> ORDER = Comparator.<Entry>comparingInt(entry -> -entry.level)
                .thenComparingLong(entry -> entry.level == TOP ? NO_DEADLINE : entry.deadline)
                .thenComparingLong(entry -> entry.number);
        static final Comparator<Entry> BY_RISE =
                Comparator.<Entry>comparingLong(entry -> entry.risesAt).thenComparingLong(entry -> entry.number);

        private final Work work;
        private final long deadline;
        private final long number;
        private int level;
        private long risesAt;

        Entry(Work work, int level, long deadline, long number, long risesAt) {
            this.work = work;
            this.level = level;
            this.deadline = deadline;
            this.number = number;
            this.risesAt = risesAt;
        }
    }

    /** An empty queue. */
    public WorkQueue() {
        this(System::nanoTime);
    }

    WorkQueue(LongSupplier clock) {
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    private long now() {
        return clock.getAsLong() - origin;
    }

    /** Adds a work. */
    public void add(Work work, int priority, @Nullable Deadline deadline) {
        boolean isPlain = priority == Priority.NORMAL && deadline == null;
        if (isPlain && !ordering) {
            plain.addLast(work);
            return;
        }
        long now = now();
        if (!ordering) {
            ordering = true;
            since = now;
        }
        long due = deadline == null ? NO_DEADLINE : deadline.nanoTime() - origin;
        Entry entry = new Entry(work, priority, due, ++arrived, now + STEP_NANOS);
        ordered.add(entry);
        ageing.add(entry);
    }

    /** Gives a work back, before all that have no priority and no deadline. */
    public void addFirst(Work work) {
        plain.addFirst(work);
    }

    /** The work whose turn it is, or null. */
    public @Nullable Work poll() {
        return ordering ? pollOrdered() : plain.pollFirst();
    }

    private @Nullable Work pollOrdered() {
        Entry best = best();
        Work next;
        if (best == null || (!plain.isEmpty() && !isBeforePlain(best, plainLevel()))) {
            next = plain.pollFirst();
        } else {
            take(best);
            next = best.work;
        }
        calmDown();
        return next;
    }

    /** The work whose turn it is, if it comes before plain ones that have just arrived; else null. */
    public @Nullable Work pollUrgent() {
        if (!isUrgent()) {
            return null;
        }
        return pollOrdered();
    }

    /** Whether some work comes before plain ones that have just arrived. */
    public boolean isUrgent() {
        Entry best = ordering ? best() : null;
        return best != null && isBeforePlain(best, Priority.NORMAL);
    }

    private @Nullable Entry best() {
        long now = now();
        while (!ageing.isEmpty() && ageing.first().risesAt <= now) {
            rise(ageing.first());
        }
        return ordered.isEmpty() ? null : ordered.first();
    }

    private void rise(Entry entry) {
        take(entry);
        entry.level++;
        entry.risesAt += STEP_NANOS;
        ordered.add(entry);
        if (entry.level < TOP) {
            ageing.add(entry);
        }
    }

    private void take(Entry entry) {
        ordered.remove(entry);
        ageing.remove(entry);
    }

    private int plainLevel() {
        long steps = (now() - since) / STEP_NANOS;
        return (int) Math.min(TOP, Priority.NORMAL + steps);
    }

    /** Plain works have no deadline, and came earlier. */
    private static boolean isBeforePlain(Entry entry, int plainLevel) {
        return entry.level != plainLevel
                ? entry.level > plainLevel
                : entry.level < TOP && entry.deadline != NO_DEADLINE;
    }

    private void calmDown() {
        if (isEmpty()) {
            ordering = false;
        }
    }

    /** How many there are. */
    public int size() {
        return plain.size() + ordered.size();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return plain.isEmpty() && ordered.isEmpty();
    }

    /** Those that there are, roughly in their order. */
    public Stream<Work> stream() {
        return Stream.of(works(ordered), plain).flatMap(Collection::stream);
    }

    private static List<Work> works(Collection<Entry> entries) {
        return entries.stream().map(entry -> entry.work).toList();
    }

    /** Removes those for which {@code condition} is true. */
    public void removeIf(Predicate<? super Work> condition) {
        plain.removeIf(condition);
        for (Iterator<Entry> each = ordered.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            if (condition.test(entry.work)) {
                each.remove();
                ageing.remove(entry);
            }
        }
        calmDown();
    }

    /** Removes and gives all. */
    public List<Work> drain() {
        List<Work> all = new ArrayList<>(size());
        stream().forEach(all::add);
        plain.clear();
        ordered.clear();
        ageing.clear();
        ordering = false;
        return all;
    }
}
