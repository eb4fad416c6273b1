package dev.muster.behaviour;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Task;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The kinds of workers that a behaviour is tested on. */
enum On {
    THREADS {
        @Override
        Task<Object> start(JobsDispatcher jobs, Callable<?> job) {
            return jobs.thread(job);
        }

        @Override
        Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options) {
            return jobs.threadAll(inputs, options);
        }

        @Override
        Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options) {
            return jobs.threadStream(inputs, options);
        }
    },
    CORES {
        @Override
        Task<Object> start(JobsDispatcher jobs, Callable<?> job) {
            return jobs.core(job);
        }

        @Override
        Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options) {
            return jobs.coreAll(inputs, options);
        }

        @Override
        Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options) {
            return jobs.coreStream(inputs, options);
        }
    },
    ONE_THREAD {
        @Override
        Task<Object> start(JobsDispatcher jobs, Callable<?> job) {
            return jobs.oneThread(job);
        }

        @Override
        Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options) {
            return jobs.oneThreadAll(inputs, options);
        }

        @Override
        Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options) {
            return jobs.oneThreadStream(inputs, options);
        }
    },
    ONE_CORE {
        @Override
        Task<Object> start(JobsDispatcher jobs, Callable<?> job) {
            return jobs.oneCore(job);
        }

        @Override
        Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options) {
            return jobs.oneCoreAll(inputs, options);
        }

        @Override
        Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options) {
            return jobs.oneCoreStream(inputs, options);
        }
    };

    abstract Task<Object> start(JobsDispatcher jobs, Callable<?> job);

    abstract Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs, FanOut options);

    abstract Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs, FanOut options);

    Batch<Object> all(JobsDispatcher jobs, Collection<? extends Callable<?>> inputs) {
        return all(jobs, inputs, FanOut.failFast());
    }

    Stream<Object> stream(JobsDispatcher jobs, Iterator<? extends Callable<?>> inputs) {
        return stream(jobs, inputs, FanOut.failFast());
    }
}
