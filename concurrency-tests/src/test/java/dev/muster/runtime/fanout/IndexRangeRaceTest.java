package dev.muster.runtime.fanout;

import dev.muster.stress.Race;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of a share's range: every index is taken once, whoever takes it. */
class IndexRangeRaceTest {
    @Test
    @DisplayName("the owner takes its last index while another steals it: one of them has it")
    void stealMeetsTakingOfTheLast() {
        Race.explore(7, () -> {
            IndexRange range = new IndexRange();
            range.fill(0, 1);
            Taken taken = new Taken();
            return new Race(range, taken)
                    .party(() -> taken.add(0, range.takeFirst(1)))
                    .party(() -> taken.add(1, range.takeHalf()))
                    .afterwards(() -> taken.check(1, range));
        });
    }

    @Test
    @DisplayName("two steal from one share while its owner takes: nothing twice, nothing lost")
    void twoStealWhileTheOwnerTakes() {
        Race.explore(7, () -> {
            IndexRange range = new IndexRange();
            range.fill(0, 4);
            Taken taken = new Taken();
            return new Race(range, taken)
                    .party(() -> taken.add(0, range.takeFirst(2)))
                    .party(() -> taken.add(1, range.takeHalf()))
                    .party(() -> taken.add(2, range.takeHalf()))
                    .afterwards(() -> taken.check(4, range));
        });
    }

    @Test
    @DisplayName("another takes what is overdue from the front while the owner does, and a third steals")
    void takingOfTheOverdueMeetsTheOwner() {
        Race.explore(7, () -> {
            IndexRange range = new IndexRange();
            range.fill(0, 4);
            Taken taken = new Taken();
            return new Race(range, taken)
                    .party(() -> taken.add(0, range.takeFirst(1)))
                    .party(() -> taken.add(1, range.takeFirst(2)))
                    .party(() -> taken.add(2, range.takeHalf()))
                    .afterwards(() -> taken.check(4, range));
        });
    }

    @Test
    @DisplayName("a cancellation takes all while the owner takes and another steals")
    void takingAllMeetsTakingAndStealing() {
        Race.explore(7, () -> {
            IndexRange range = new IndexRange();
            range.fill(0, 3);
            Taken taken = new Taken();
            return new Race(range, taken)
                    .party(() -> taken.add(0, range.takeFirst(1)))
                    .party(() -> taken.add(1, range.takeHalf()))
                    .party(() -> taken.add(2, range.takeAll()))
                    .afterwards(() -> taken.check(3, range));
        });
    }

    @Test
    @DisplayName("the owner empties its range and fills it anew while another steals")
    void refillMeetsSteal() {
        Race.explore(7, () -> {
            IndexRange range = new IndexRange();
            range.fill(0, 1);
            Taken taken = new Taken();
            return new Race(range, taken)
                    .party(() -> {
                        taken.add(0, range.takeFirst(1));
                        range.fill(1, 3);
                        taken.add(2, range.takeFirst(1));
                    })
                    .party(() -> taken.add(1, range.takeHalf()))
                    .afterwards(() -> taken.check(3, range));
        });
    }

    /** What each party took. */
    private static final class Taken {
        private final long[] ranges = new long[3];

        void add(int party, long range) {
            ranges[party] = range;
        }

        void check(int all, IndexRange rest) {
            int[] times = new int[all];
            for (long range : ranges) {
                count(range, times);
            }
            count(rest.get(), times);
            for (int index = 0; index < all; index++) {
                Race.check(1, times[index], "times that " + index + " was taken");
            }
        }

        private static void count(long range, int[] times) {
            for (int index = IndexRange.start(range); index < IndexRange.end(range); index++) {
                times[index]++;
            }
        }
    }
}
