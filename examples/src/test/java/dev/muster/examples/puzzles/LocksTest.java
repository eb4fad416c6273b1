package dev.muster.examples.puzzles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LB-03, LB-04 and LB-10 to LB-13: puzzles of calls that keep others out. */
class LocksTest extends Rehearsal {
    @DisplayName("LB-03 mutex: no increment is lost")
    @Test
    void mutex() {
        MutexDispatcher mutex = new MutexDispatcher(new Mutex(), muster);

        assertThat(mutex.incrementAll(1_000).join())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @DisplayName("LB-04 multiplex: never more than three are inside")
    @Test
    void multiplex() {
        MultiplexDispatcher multiplex = new MultiplexDispatcher(new Multiplex(trace), muster);

        multiplex.enterAll(IntStream.range(0, 500).boxed().toList()).join();

        assertThat(trace.events()).hasSize(1_000);
        assertThat(most(trace.events(), "enter", "leave")).isBetween(1, Multiplex.ROOM);
    }

    @DisplayName("LB-10 readers and writers: readers together, writers alone")
    @Test
    void readersAndWriters() throws Exception {
        LibraryDispatcher library = new LibraryDispatcher(new Library(trace), muster);
        Hold first = new Hold();
        Hold second = new Hold();
        List<Task<Void>> tasks = new ArrayList<>();
        tasks.add(library.read("r1", first));
        tasks.add(library.read("r2", second));
        first.awaitBegun();
        second.awaitBegun();
        Task<Void> writer = library.write("w", AT_ONCE);
        assertWaits(writer);
        tasks.add(writer);
        first.letGo();
        second.letGo();
        joinAll(tasks);

        assertThat(at("w writes")).isGreaterThan(at("r1 has read")).isGreaterThan(at("r2 has read"));
    }

    @DisplayName("LB-10 readers and writers, many of them")
    @Test
    void manyReadersAndWriters() {
        LibraryDispatcher library = new LibraryDispatcher(new Library(trace), muster);
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            tasks.add(i % 3 == 0 ? library.write("w", AT_ONCE) : library.read("r", AT_ONCE));
        }
        joinAll(tasks);
        int readers = 0;
        int writers = 0;
        for (String event : trace.events()) {
            readers += event.equals("r reads") ? 1 : event.equals("r has read") ? -1 : 0;
            writers += event.equals("w writes") ? 1 : event.equals("w has written") ? -1 : 0;
            assertThat(writers == 0 || (writers == 1 && readers == 0)).isTrue();
        }
    }

    @DisplayName("LB-11 no-starve readers and writers: who reads after a writer has come goes after it")
    @Test
    void noStarve() throws Exception {
        LibraryDispatcher library = new LibraryDispatcher(new Library(trace), muster);
        Hold reading = new Hold();
        List<Task<Void>> tasks = new ArrayList<>();
        tasks.add(library.read("r1", reading));
        reading.awaitBegun();
        tasks.add(library.write("w", AT_ONCE));
        for (int i = 0; i < 100; i++) {
            Task<Void> late = library.read("late", AT_ONCE);
            assertWaits(late);
            tasks.add(late);
        }
        reading.letGo();
        joinAll(tasks);

        assertThat(trace.events()).startsWith("r1 reads", "r1 has read", "w writes", "w has written");
    }

    @DisplayName("LB-12 writer priority: a writer overtakes the readers that came before it")
    @Test
    void writersFirst() throws Exception {
        WritersFirst target = new WritersFirst(trace);
        WritersFirstDispatcher archive = new WritersFirstDispatcher(target, muster);
        Hold writing = new Hold();
        List<Task<Void>> tasks = new ArrayList<>();
        tasks.add(target.write(archive, "w1", writing));
        writing.awaitBegun();
        tasks.add(archive.read("r1", AT_ONCE));
        tasks.add(archive.read("r2", AT_ONCE));
        tasks.add(target.write(archive, "w2", AT_ONCE));
        tasks.add(target.write(archive, "w3", AT_ONCE));
        writing.letGo();
        joinAll(tasks);

        assertThat(trace.events()).hasSize(5).startsWith("w1 writes", "w2 writes", "w3 writes");
    }

    @DisplayName("LB-13 no-starve mutex: those who wait go in the order in which they came")
    @Test
    void fairMutex() throws Exception {
        FairMutexDispatcher mutex = new FairMutexDispatcher(new FairMutex(trace), muster);
        Hold inside = new Hold();
        List<Task<Void>> tasks = new ArrayList<>();
        tasks.add(mutex.enter("0", inside));
        inside.awaitBegun();
        for (int i = 1; i < 200; i++) {
            tasks.add(mutex.enter("" + i, AT_ONCE));
        }
        inside.letGo();
        joinAll(tasks);

        assertThat(trace.events())
                .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "" + i).toList());
    }
}
