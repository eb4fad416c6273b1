package dev.muster.behaviour;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Task;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The kinds of workers that a behaviour is tested on. */
@SuppressWarnings("ImmutableEnumChecker") // methods of a dispatcher keep nothing
enum On {
    THREADS(JobsDispatcher::thread, JobsDispatcher::threadAll, JobsDispatcher::threadStream),
    CORES(JobsDispatcher::core, JobsDispatcher::coreAll, JobsDispatcher::coreStream),
    ONE_THREAD(JobsDispatcher::oneThread, JobsDispatcher::oneThreadAll, JobsDispatcher::oneThreadStream),
    ONE_CORE(JobsDispatcher::oneCore, JobsDispatcher::oneCoreAll, JobsDispatcher::oneCoreStream);

    private final One one;
    private final All all;
    private final Streamed streamed;

    On(One one, All all, Streamed streamed) {
        this.one = one;
        this.all = all;
        this.streamed = streamed;
    }

    private interface One {
        Task<Object> start(JobsDispatcher jobs, Callable<?> job);
    }

    private interface All {
        Batch<Object> start(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options);
    }

    private interface Streamed {
        Stream<Object> start(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options);
    }

    Task<Object> start(JobsDispatcher jobs, Callable<?> job) {
        return one.start(jobs, job);
    }

    Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options) {
        return all.start(jobs, inputs, options);
    }

    Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options) {
        return streamed.start(jobs, inputs, options);
    }

    Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs) {
        return all(jobs, inputs, FanOut.failFast());
    }

    Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs) {
        return stream(jobs, inputs, FanOut.failFast());
    }
}
