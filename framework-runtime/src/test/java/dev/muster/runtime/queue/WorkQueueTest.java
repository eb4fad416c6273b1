package dev.muster.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import dev.muster.Priority;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order in which works wait. */
class WorkQueueTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5 * SECOND); // it overflows during the tests
    private final WorkQueue queue = new WorkQueue(clock::get);

    private record Named(String name) implements Work {
        @Override
        public @Nullable Call<?> next() {
            return null;
        }

        @Override
        public void putBack(Iterable<? extends Call<?>> calls) {}

        @Override
        public void refuse(MusterException reason) {}
    }

    private void plain(String name) {
        queue.add(new Named(name), Priority.NORMAL, null);
    }

    private void ranked(String name, int priority) {
        queue.add(new Named(name), priority, null);
    }

    private void due(String name, int priority, long seconds) {
        queue.add(new Named(name), priority, new Deadline(clock.get() + seconds * SECOND, name));
    }

    private List<String> all() {
        List<String> names = new ArrayList<>();
        for (Work next = queue.poll(); next != null; next = queue.poll()) {
            names.add(next.name());
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        return names;
    }

    private void wait(double seconds) {
        clock.addAndGet((long) (seconds * SECOND));
    }

    @DisplayName("works without a priority keep their order, with others before and after them")
    @Test
    void plainOnes() {
        plain("a");
        plain("b");
        ranked("low", 4);
        ranked("high", 6);
        plain("c");
        assertThat(queue.size()).isEqualTo(5);
        assertThat(all()).containsExactly("high", "a", "b", "c", "low");
        plain("again");
        assertThat(all()).containsExactly("again");
    }

    @DisplayName("of one priority the earliest deadline comes first, and those without one last, in their order")
    @Test
    void deadlines() {
        plain("a");
        due("late", 5, 60);
        due("soon", 5, 30);
        plain("b");
        due("highAndLate", 6, 600);
        due("passed", 5, -1);
        assertThat(all()).containsExactly("highAndLate", "passed", "soon", "late", "a", "b");
    }

    @DisplayName("a second of waiting counts as one priority, so that a low one is passed by fewer and fewer")
    @Test
    void ageing() {
        ranked("low", 1);
        wait(3.5);
        ranked("three", 3);
        ranked("four", 4);
        ranked("five", 5);
        assertThat(all()).containsExactly("five", "low", "four", "three");
    }

    @DisplayName("what has waited longest comes first in the end, whatever others have")
    @Test
    void nothingStarves() {
        plain("plain");
        ranked("low", 1);
        plain("plainToo");
        int passed = 0;
        List<String> seen = new ArrayList<>();
        while (seen.size() < 3) {
            due("urgent", 10, 1);
            String next = String.valueOf(queue.poll());
            if (next.contains("urgent")) {
                passed++;
            } else {
                seen.add(next);
            }
            wait(0.1);
        }
        assertThat(seen.toString()).matches(".*plain\\b.*plainToo.*low.*");
        assertThat(passed).isLessThanOrEqualTo(10 * 10 + 1);
    }

    @DisplayName("a plain queue that is never empty goes on to age while priority calls come and go")
    @Test
    void plainOnesAgeToo() {
        plain("first");
        for (int i = 0; i < 70; i++) {
            ranked("urgent", 10);
            wait(0.1);
            String next = String.valueOf(queue.poll());
            if (next.contains("first")) {
                return;
            }
        }
        throw new AssertionError("the plain work starves");
    }

    @DisplayName("work that is given back comes before what has no priority, and after what has one")
    @Test
    void givenBack() {
        plain("a");
        queue.addFirst(new Named("back"));
        ranked("high", 7);
        assertThat(queue.isUrgent()).isTrue();
        assertThat(String.valueOf(queue.pollUrgent())).contains("high");
        assertThat(queue.pollUrgent()).isNull();
        assertThat(all()).containsExactly("back", "a");
    }

    @DisplayName("removing and draining leave nothing")
    @Test
    void removing() {
        for (int i = 0; i < 20; i++) {
            plain("plain" + i);
            ranked("ranked" + i, 1 + i % 10);
        }
        queue.removeIf(work -> work.name().endsWith("1"));
        assertThat(queue.size()).isEqualTo(36);
        assertThat(queue.stream()).hasSize(36);
        assertThat(queue.drain()).hasSize(36);
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @DisplayName("in a moment, random works come out as a stable sort by priority and deadline has them")
    @Test
    void asSorted() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        record Known(String name, int priority, int seconds) {}
        List<Known> known = new ArrayList<>();
        ranked("first", 10);
        known.add(new Known("first", 10, Integer.MAX_VALUE));
        for (int i = 0; i < 2_000; i++) {
            Known one = new Known(
                    "w" + i, 1 + random.nextInt(10), random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(50));
            known.add(one);
            if (one.seconds() == Integer.MAX_VALUE) {
                ranked(one.name(), one.priority());
            } else {
                due(one.name(), one.priority(), one.seconds());
            }
        }
        known.sort(Comparator.<Known>comparingInt(one -> -one.priority()).thenComparingInt(Known::seconds));
        assertThat(all())
                .as("seed " + seed)
                .isEqualTo(known.stream().map(Known::name).toList());
    }
}
