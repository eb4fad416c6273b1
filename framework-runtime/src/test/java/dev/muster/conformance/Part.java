package dev.muster.conformance;

import dev.muster.Muster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** One party of a test, which performs its steps within a body; or in a thread that the body has started, one of several. */
final class Part {
    private final Muster muster;
    private final Map<String, Condition> conditions;
    private final List<FutureTask<?>> helpers = new ArrayList<>();

    private Part(Muster muster, Map<String, Condition> conditions) {
        this.muster = muster;
        this.conditions = conditions;
    }

    /** Leaves the body, as only {@link Verb#THROW} does. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown(String message) {
            super(message);
        }
    }

    /** Work that may wait. */
    interface Body {
        void run() throws Exception;
    }

    /** One part, on this thread. */
    static List<Done> play(List<Step> steps, Muster muster) throws Exception {
        return new Part(muster, new ConcurrentHashMap<>()).play(steps);
    }

    /** Several parts, each on a thread of its own, which share their conditions. */
    static List<List<Done>> playTogether(List<List<Step>> parts, Muster muster) throws Exception {
        Map<String, Condition> conditions = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        List<FutureTask<List<Done>>> plays = new ArrayList<>();
        for (List<Step> steps : parts) {
            FutureTask<List<Done>> play = new FutureTask<>(() -> new Part(muster, conditions).play(steps));
            Thread thread = new Thread(play, "part-" + (threads.size() + 1));
            thread.setDaemon(true);
            thread.start();
            plays.add(play);
            threads.add(thread);
        }
        List<List<Done>> done = new ArrayList<>();
        try {
            for (FutureTask<List<Done>> play : plays) {
                done.add(play.get());
            }
        } finally {
            threads.forEach(Thread::interrupt); // for the case that this one was
        }
        return done;
    }

    private List<Done> play(List<Step> steps) throws InterruptedException, ExecutionException {
        List<Done> done = new ArrayList<>();
        for (Step step : steps) {
            long start = System.nanoTime();
            String text;
            try {
                text = String.valueOf(step.verb().perform(step, this));
            } catch (Thrown out) {
                throw out;
            } catch (Exception thrown) {
                text = thrown.getClass().getSimpleName();
            }
            done.add(new Done(text, System.nanoTime() - start));
        }
        for (FutureTask<?> helper : helpers) {
            helper.get();
        }
        return done;
    }

    Muster muster() {
        return muster;
    }

    Condition condition(String name, Lock lock) {
        return conditions.computeIfAbsent(name, any -> lock.newCondition());
    }

    /** Runs beside this part, which does not end before it. */
    void help(Body body) {
        FutureTask<?> helper = new FutureTask<>((Callable<?>) () -> {
            body.run();
            return true;
        });
        Thread thread = new Thread(helper, "helper");
        thread.setDaemon(true);
        thread.start();
        helpers.add(helper);
    }
}
