package dev.muster.behaviour;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What the call of an index does. */
interface Job {
    Object run(int index) throws Exception;

    /** The inputs of a fan-out that does this for each index below {@code count}. */
    static List<Callable<?>> jobs(int count, Job job) {
        return IntStream.range(0, count)
                .<Callable<?>>mapToObj(index -> () -> job.run(index))
                .toList();
    }
}
