package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the parties of a test, in threads or in child processes. The children are there before the first test of a class and
 * serve all of them; threads are new for each test. A test begins with {@link #on}; the thread of the test is a party itself,
 * in the parent. Resources have a new name in each test.
 */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(LeavesNothingBehind.class)
abstract class Stage {
    /** What timed waits ask for; they take 0.6 to 10 times that. */
    static final long SHORT = 200;

    static final String DONE = "done";
    static final String YES = "true";
    static final String NO = "false";
    static final String NOT_HELD = "IllegalMonitorStateException";
    static final String INTERRUPTED = "InterruptedException";
    static final String BROKEN = "BarrierBrokenException";

    private static final long LIMIT_SECONDS = 30;

    private final List<Future<?>> tasks = new ArrayList<>();
    private final List<Batch<?>> batches = new ArrayList<>();
    private final Muster children = newMuster();
    private Muster muster = children;
    private ActorsDispatcher actors = new ActorsDispatcher(new Actors(), children);
    private final ActorsDispatcher actorsInChildren = actors;
    private Where where = Where.PROCESSES;
    private int names;

    static Muster newMuster() {
        return Muster.builder()
                .processes(ProcessOptions.defaults().idleExpiry(Duration.ofMinutes(10)))
                .onUnobservedFailure((call, failure) -> {})
                .open();
    }

    @BeforeAll
    void startChildren() {
        List<Step> meet = List.of(Step.of(Verb.ARRIVE, "start", Actors.WORKERS));
        List<Task<List<Done>>> started =
                Stream.generate(() -> play(meet)).limit(Actors.WORKERS).toList();
        started.forEach(Task::join);
    }

    @AfterAll
    void endChildren() {
        children.close();
    }

    @AfterEach
    void leave() throws Exception {
        batches.forEach(Batch::close);
        for (Future<?> task : tasks) {
            if (task instanceof Task<?> call) {
                call.cancel(true);
                call.awaitEnd();
            }
        }
        tasks.clear();
        batches.clear();
        try {
            until(
                    "nothing is left",
                    () -> muster.explain().lines().allMatch(line -> line.endsWith(": 0 running, 0 queued")));
        } finally {
            if (muster != children) {
                muster.closeNow();
            }
        }
    }

    // ---------------------------------------------------------------- the stage

    void on(Where place) {
        where = place;
        muster = place == Where.PROCESSES ? children : newMuster();
        actors = place == Where.PROCESSES ? actorsInChildren : new ActorsDispatcher(new Actors(), muster);
    }

    Muster muster() {
        return muster;
    }

    ActorsDispatcher actors() {
        return actors;
    }

    /** A name that no other test has used. */
    String name(String kind) {
        return kind + ++names;
    }

    Task<List<Done>> play(List<Step> steps) {
        return play(Where.How.FREELY, steps);
    }

    Task<List<Done>> play(Step... steps) {
        return play(List.of(steps));
    }

    Task<List<Done>> play(Where.How how, Step... steps) {
        return play(how, List.of(steps));
    }

    Task<List<Done>> play(Where.How how, List<Step> steps) {
        Task<List<Done>> task = where.play(actors, how, steps);
        tasks.add(task);
        return task;
    }

    /** As many parties at once, each with these steps: in two bodies, of two workers. */
    List<Task<List<List<Done>>>> crowd(int parties, Step... steps) {
        List<Step> script = List.of(steps);
        return List.of(
                together(Collections.nCopies(parties / 2, script)),
                together(Collections.nCopies(parties - parties / 2, script)));
    }

    /** Several parties in one body. */
    Task<List<List<Done>>> together(List<List<Step>> parts) {
        Task<List<List<Done>>> task = where.together(actors, parts);
        tasks.add(task);
        return task;
    }

    Batch<List<Done>> all(Where.All kind, List<List<Step>> parts, FanOut options) {
        Batch<List<Done>> batch = kind.start(where, actors, parts, options);
        batches.add(batch);
        return batch;
    }

    // ---------------------------------------------------------------- what came of it

    static List<String> texts(List<Done> done) {
        return done.stream().map(Done::text).toList();
    }

    /** What came of steps that a party performs now. */
    List<String> elsewhere(Step... steps) throws InterruptedException {
        return texts(end(play(steps)));
    }

    /** Waits for the end of a party without joining it, since a party that waits for this thread would be a deadlock then. */
    static <T> T end(Task<T> task) throws InterruptedException {
        until(task.name() + " is done", task::isDone);
        return task.join();
    }

    static List<List<String>> results(List<Task<List<List<Done>>>> crowd) {
        return crowd.stream()
                .flatMap(task -> task.join().stream())
                .map(Stage::texts)
                .toList();
    }

    static void tookAbout(long millis, Done done) {
        assertThat(TimeUnit.NANOSECONDS.toMillis(done.nanos())).as("%s", done).isBetween(millis * 6 / 10, millis * 10);
    }

    static void tookNoTime(Done done) {
        assertThat(TimeUnit.NANOSECONDS.toMillis(done.nanos())).as("%s", done).isLessThan(SHORT * 10);
    }

    // ---------------------------------------------------------------- order

    void set(String event) {
        muster.event(event).set();
    }

    /** Waits for what a party has set. */
    void comes(String event) throws InterruptedException {
        assertThat(muster.event(event).await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("%s in%n%s", event, muster.explain())
                .isTrue();
    }

    static void until(String what, BooleanSupplier state) throws InterruptedException {
        until(() -> what, state);
    }

    /** {@code what} is asked when the state has not come. */
    private static void until(Supplier<String> what, BooleanSupplier state) throws InterruptedException {
        long start = System.nanoTime();
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as(() -> "nanos until " + what.get())
                    .isLessThan(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
            Thread.sleep(1);
        }
    }

    /** How many wait for a resource. */
    long waiting(String name) {
        return muster.explain()
                .lines()
                .filter(line -> line.matches(".* waits since .* for (its condition under )?" + name + " \\(.*"))
                .count();
    }

    void untilWaiting(int parties, String name) throws InterruptedException {
        until(() -> parties + " wait for " + name + " in\n" + muster.explain(), () -> waiting(name) == parties);
    }

    // ---------------------------------------------------------------- steps

    static List<Step> steps(Step... steps) {
        return Arrays.asList(steps);
    }

    static Step lock(String name) {
        return Step.of(Verb.LOCK, name);
    }

    static Step tryLock(String name) {
        return Step.of(Verb.TRY_LOCK, name);
    }

    static Step tryLockFor(String name, long millis) {
        return Step.of(Verb.TRY_LOCK_FOR, name).within(millis);
    }

    static Step unlock(String name) {
        return Step.of(Verb.UNLOCK, name);
    }

    static Step text(String name) {
        return Step.of(Verb.LOCK_TEXT, name);
    }

    static Step says(String event) {
        return Step.of(Verb.SET, event);
    }

    static Step awaits(String event) {
        return Step.of(Verb.AWAIT, event);
    }

    static Step interruptedBy(String event) {
        return Step.of(Verb.INTERRUPT_WHEN, event);
    }

    static String read(String name) {
        return name + Step.READ;
    }

    static String write(String name) {
        return name + Step.WRITE;
    }
}
