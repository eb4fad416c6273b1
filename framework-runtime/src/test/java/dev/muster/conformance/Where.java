package dev.muster.conformance;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Task;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/** Where the parties of a test are: the two modes in which a line of the list may hold. */
enum Where {
    THREADS,
    PROCESSES;

    /** What a party is subject to while it plays. */
    @SuppressWarnings("ImmutableEnumChecker") // method references, which hold nothing
    enum How {
        FREELY(ActorsDispatcher::thread, ActorsDispatcher::process),
        GUARDED(ActorsDispatcher::guardedThread, ActorsDispatcher::guardedProcess),
        READING(ActorsDispatcher::readingThread, ActorsDispatcher::readingProcess),
        PERMITTED(ActorsDispatcher::permittedThread, ActorsDispatcher::permittedProcess),
        ALONE(ActorsDispatcher::aloneInThread, ActorsDispatcher::aloneInProcess),
        WHEN_READY(ActorsDispatcher::readyThread, ActorsDispatcher::readyProcess),
        WHEN_OPEN(ActorsDispatcher::enteringThread, ActorsDispatcher::enteringProcess),
        WHEN_OPEN_SOON(ActorsDispatcher::impatientThread, ActorsDispatcher::impatientProcess);

        private final BiFunction<ActorsDispatcher, List<Step>, Task<List<Done>>> inThread;
        private final BiFunction<ActorsDispatcher, List<Step>, Task<List<Done>>> inProcess;

        How(
                BiFunction<ActorsDispatcher, List<Step>, Task<List<Done>>> inThread,
                BiFunction<ActorsDispatcher, List<Step>, Task<List<Done>>> inProcess) {
            this.inThread = inThread;
            this.inProcess = inProcess;
        }
    }

    /** What the parties of a fan-out are subject to. */
    @SuppressWarnings("ImmutableEnumChecker") // method references, which hold nothing
    enum All {
        FREELY(ActorsDispatcher::threadAll, ActorsDispatcher::processAll),
        MEETING(ActorsDispatcher::meetingThreadAll, ActorsDispatcher::meetingProcessAll),
        PARTING(ActorsDispatcher::partingThreadAll, ActorsDispatcher::partingProcessAll),
        GUARDED(ActorsDispatcher::guardedThreadAll, ActorsDispatcher::guardedProcessAll),
        ALONE(ActorsDispatcher::aloneInThreadAll, ActorsDispatcher::aloneInProcessAll);

        private final Starter inThreads;
        private final Starter inProcesses;

        All(Starter inThreads, Starter inProcesses) {
            this.inThreads = inThreads;
            this.inProcesses = inProcesses;
        }

        /** A method of the dispatcher. */
        private interface Starter {
            Batch<List<Done>> start(ActorsDispatcher actors, Collection<? extends List<Step>> parts, FanOut options);
        }

        Batch<List<Done>> start(Where where, ActorsDispatcher actors, Collection<List<Step>> parts, FanOut options) {
            return (where == THREADS ? inThreads : inProcesses).start(actors, parts, options);
        }
    }

    Task<List<Done>> play(ActorsDispatcher actors, How how, List<Step> steps) {
        return (this == THREADS ? how.inThread : how.inProcess).apply(actors, steps);
    }

    /** Several parties in one body, each on a thread of its own. */
    Task<List<List<Done>>> together(ActorsDispatcher actors, List<List<Step>> parts) {
        return this == THREADS ? actors.threads(parts) : actors.processes(parts);
    }
}
