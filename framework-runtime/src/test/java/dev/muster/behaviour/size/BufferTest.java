package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.Muster;
import dev.muster.behaviour.LeavesNothingBehind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class BufferTest {
    private static final int SIDES = 40;
    private static final int EACH = 1_000;
    private static final int ITEMS = SIDES * EACH;
    private static final int PLACES = 50;
    private static final long SUM = (long) ITEMS * (ITEMS - 1) / 2;

    private final Buffer buffer = new Buffer(PLACES);
    private final AtomicLong sum = new AtomicLong();

    /** Puts an item. */
    private interface Put {
        void put(int item) throws Exception;
    }

    /** Takes an item. */
    private interface Take {
        int take() throws Exception;
    }

    @DisplayName("WL-08: 40 producers and 40 consumers that await conditions: 40,000 in and out, at most 50 inside")
    @Test
    void conditions() throws Exception {
        try (Muster muster = Muster.open()) {
            BufferDispatcher dispatcher = new BufferDispatcher(buffer, muster);
            exchange("items by condition", dispatcher::put, dispatcher::take);
        }
    }

    @DisplayName("WL-08: the same with permits for places and items")
    @Test
    void permits() throws Exception {
        try (Muster muster = Muster.open()) {
            Buffer.Counted counted = new Buffer.Counted(new BufferDispatcher(buffer, muster), muster, PLACES);
            exchange("items by permit", counted::put, counted::take);
            assertThat(counted.freePlaces()).isEqualTo(PLACES);
        }
    }

    @DisplayName("WL-08: the same as 80,000 calls that wait for their conditions without a thread")
    @Test
    void calls() {
        try (Muster muster = Muster.open()) {
            BufferDispatcher dispatcher = new BufferDispatcher(buffer, muster);
            Figures figures = Figures.start();
            Batch<Void> puts =
                    dispatcher.putLaterAll(IntStream.range(0, ITEMS).boxed().toList());
            dispatcher.takeLaterAll(ITEMS).join().forEach(sum::addAndGet);
            puts.join();
            figures.print("items by waiting calls", ITEMS);
        }
        check();
    }

    private void exchange(String what, Put put, Take take) throws Exception {
        Figures figures = Figures.start();
        Crew.of(2 * SIDES, index -> {
                    for (int i = 0; i < EACH; i++) {
                        if (index % 2 == 0) {
                            put.put(index / 2 * EACH + i);
                        } else {
                            sum.addAndGet(take.take());
                        }
                    }
                })
                .join();
        figures.print(what, ITEMS);
        check();
    }

    private void check() {
        assertThat(sum.get()).isEqualTo(SUM);
        assertThat(buffer.left()).isZero();
        assertThat(buffer.fullest()).isBetween(1, PLACES);
    }
}
