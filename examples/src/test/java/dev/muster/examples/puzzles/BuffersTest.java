package dev.muster.examples.puzzles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LB-08, LB-09 and LB-18 to LB-20: puzzles of calls that take what others give. */
class BuffersTest extends Rehearsal {
    private static final int ITEMS = 500;

    @DisplayName("LB-08 producers and consumers: nothing is taken before it was put, nothing is lost")
    @Test
    void producers() throws Exception {
        Producers target = new Producers(trace, muster);
        ProducersDispatcher products = new ProducersDispatcher(target, muster);
        AtomicLong sum = new AtomicLong();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(index -> new Thread(() -> {
                    for (int item = 0; item < ITEMS; item++) {
                        if (index % 2 == 0) {
                            products.put(item);
                        } else {
                            sum.addAndGet(take(target, products));
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sum).hasValue((long) ITEMS * (ITEMS - 1));
        assertThat(trace.events()).hasSize(4 * ITEMS);
        assertThat(most(trace.events(), "take", "put")).isZero();
    }

    private static int take(Producers target, ProducersDispatcher products) {
        try {
            return target.take(products);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @DisplayName("LB-09 finite buffer: never more than its places, nothing is lost")
    @Test
    void finiteBuffer() {
        FiniteBufferDispatcher buffer = new FiniteBufferDispatcher(new FiniteBuffer(trace), muster);
        List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
        Batch<Void> puts = buffer.putAll(items);

        assertThat(buffer.takeAll(ITEMS).join()).containsExactlyInAnyOrderElementsOf(items);
        puts.join();
        assertThat(most(trace.events(), "put", "take")).isBetween(1, FiniteBuffer.PLACES);
        assertThat(most(trace.events(), "take", "put")).isZero();
    }

    @DisplayName("LB-18 dining savages: the pot is filled when it is empty, and nobody eats from an empty one")
    @Test
    void savages() {
        SavagesDispatcher pot = new SavagesDispatcher(new Savages(trace), muster);
        Batch<Void> meals =
                pot.eatAll(IntStream.range(0, 20 * Savages.POT).boxed().toList());
        pot.cookAll(20).join();
        meals.join();

        List<String> events = trace.events();
        assertThat(events).hasSize(20 * (Savages.POT + 1));
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i)).isEqualTo(i % (Savages.POT + 1) == 0 ? "cook" : "eat");
        }
    }

    @DisplayName("LB-19 barbershop: one at a time is served, who finds no chair leaves, and chairs are free again")
    @Test
    void barbershop() throws Exception {
        Barbershop shop = new Barbershop(trace, muster);
        BarbershopDispatcher barber = new BarbershopDispatcher(shop, muster);
        Hold cutting = new Hold();
        List<Task<Void>> served = new ArrayList<>();
        shop.visit(barber, 0, cutting).ifPresent(served::add);
        cutting.awaitBegun();
        for (int customer = 1; customer < 10; customer++) {
            shop.visit(barber, customer, AT_ONCE).ifPresent(served::add);
        }
        assertThat(served).hasSize(Barbershop.CHAIRS);
        cutting.letGo();
        joinAll(served);

        Optional<Task<Void>> later = shop.visit(barber, 10, AT_ONCE);
        assertThat(later).isPresent();
        later.get().join();
        assertThat(trace.events().stream().filter(event -> event.startsWith("balk")))
                .hasSize(10 - Barbershop.CHAIRS);
    }

    @DisplayName("LB-20 FIFO barbershop: customers are served in the order in which they sat down")
    @Test
    void fifoBarbershop() {
        Barbershop shop = new Barbershop(trace, muster);
        BarbershopDispatcher barber = new BarbershopDispatcher(shop, muster);
        List<Task<Void>> served = new ArrayList<>();
        for (int customer = 0; customer < 200; customer++) {
            shop.visit(barber, customer, AT_ONCE).ifPresent(served::add);
        }
        joinAll(served);

        List<String> events = trace.events();
        assertThat(numbers(events, "cut ")).isEqualTo(numbers(events, "sit ")).hasSameSizeAs(served);
        assertThat(numbers(events, "done ")).isEqualTo(numbers(events, "sit "));
    }

    private static List<String> numbers(List<String> events, String of) {
        return events.stream()
                .filter(event -> event.startsWith(of))
                .map(event -> event.substring(of.length()))
                .toList();
    }
}
