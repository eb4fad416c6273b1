package demo;

import dev.muster.At;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.FireEvent;
import dev.muster.Key;
import dev.muster.Parallel;
import dev.muster.Timeout;
import dev.muster.Workers;

/** Stages that wait for each other: events from one to the next, a barrier among the calls of one. */
class Pipeline {
    @FireEvent("loaded")
    int load(String file) {
        return file.length();
    }

    @Parallel(on = Workers.PROCESSES)
    @AwaitEvent("loaded")
    @Barrier("started")
    @Timeout(value = "1m30s", waiting = "10s")
    int simulate(int seed) {
        return seed;
    }

    @AwaitEvent("loaded")
    @AwaitEvent("configured")
    @Barrier(value = "rendered", parties = 3, at = At.EXIT)
    @FireEvent("drawn")
    void render(@Key("drawn") String picture) {}

    @FireEvent("configured")
    static void configure() {}
}
