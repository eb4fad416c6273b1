package dev.muster.runtime.fanout;

import dev.muster.stress.Race;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of a block: every body runs once, whoever runs it. */
class BlockRaceTest {
    @Test
    @DisplayName("another has the rest while the worker waits in a body, wakes, and goes on")
    void wishMeetsNextBody() {
        Race.explore(7, () -> {
            WaitingWorker worker = new WaitingWorker(2);
            return new Race(worker).party(worker::runs).party(worker::isRobbed).afterwards(() -> onceEach(worker));
        });
    }

    @Test
    @DisplayName("two others want the rest while the worker waits in a body, wakes, and goes on")
    void twoWishesMeetNextBody() {
        Race.explore(7, () -> {
            WaitingWorker worker = new WaitingWorker(3);
            return new Race(worker)
                    .party(worker::runs)
                    .party(worker::isRobbed)
                    .party(worker::isRobbed)
                    .afterwards(() -> onceEach(worker));
        });
    }

    private static void onceEach(WaitingWorker worker) {
        for (int index = 0; index < worker.size(); index++) {
            Race.check(1, worker.times(index), "times that " + index + " ran");
        }
    }
}
