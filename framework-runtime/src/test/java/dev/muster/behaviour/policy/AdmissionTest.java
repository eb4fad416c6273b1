package dev.muster.behaviour.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.CallListener;
import dev.muster.Muster;
import dev.muster.Outcome;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WaitTimeoutException;
import dev.muster.behaviour.LeavesNothingBehind;
import dev.muster.behaviour.policy.PolicedDispatcher.AskedInProcessCall;
import dev.muster.behaviour.policy.PolicedDispatcher.AskedOnCoreCall;
import dev.muster.behaviour.policy.PolicedDispatcher.AskedOnThreadCall;
import dev.muster.behaviour.policy.Recorder.Script;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class AdmissionTest {
    private final Asker asker = new Asker();
    private final Muster muster = Muster.builder()
            .policy(Recorder.class, members -> new Recorder("x", new Script()))
            .policy(Asker.class, members -> asker)
            .open();
    private final PolicedDispatcher policed = new PolicedDispatcher(new Policed(), muster);
    private final AtomicBoolean open = new AtomicBoolean();

    private Decision whenOpen(CallInfo call) {
        return open.get() ? Decision.admit() : Decision.later("the door to open");
    }

    @AfterEach
    void close() {
        muster.closeNow();
        assertThat(asker.overlapped).isFalse();
    }

    /** Where the same method runs. */
    enum Place {
        THREADS,
        CORES,
        PROCESSES;

        Task<String> start(PolicedDispatcher policed, String tenant) {
            return switch (this) {
                case THREADS -> policed.askedOnThread(tenant, "work");
                case CORES -> policed.askedOnCore(tenant, "work");
                case PROCESSES -> policed.askedInProcess(tenant, "work");
            };
        }

        Stream<String> stream(PolicedDispatcher policed, String tenant) {
            return switch (this) {
                case THREADS ->
                    policed.askedOnThreadStream(Stream.generate(() -> new AskedOnThreadCall(tenant, "work")));
                case CORES -> policed.askedOnCoreStream(Stream.generate(() -> new AskedOnCoreCall(tenant, "work")));
                case PROCESSES ->
                    policed.askedInProcessStream(Stream.generate(() -> new AskedInProcessCall(tenant, "work")));
            };
        }
    }

    private void open() {
        open.set(true);
        asker.askAgain.run();
    }

    @DisplayName("a call that has to wait is WAITING, says for what, occupies no worker, and goes on when asked again")
    @ParameterizedTest
    @EnumSource(Place.class)
    void waits(Place place) {
        asker.answer = this::whenOpen;
        Task<String> task = place.start(policed, "acme");
        assertThat(task.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(task.explain()).contains("waits since").endsWith("for the door to open (Asker)");
        assertThat(muster.explain()).contains(task.name() + " waits since").contains("the door to open (Asker)");
        open();
        assertThat(task.join()).startsWith("work in ");
        Waiting.until("the end is told", () -> asker.log.contains("ended " + task.name()));
    }

    @DisplayName("a call that is refused fails with the reason, and is not heard of again")
    @ParameterizedTest
    @EnumSource(Place.class)
    void refuses(Place place) {
        asker.answer = call -> Decision.refuse("tenant " + call.argument("tenant") + " has not paid");
        assertThatThrownBy(place.start(policed, "acme")::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("tenant acme has not paid");
        assertThat(asker.log).isEmpty();
    }

    @DisplayName("what runs where a call is refused may start another of the same policy, and wait for it")
    @Test
    void dependentWaitsForAnotherOfThePolicy() throws Exception {
        asker.answer = this::whenOpen;
        Task<String> first = policed.askedOnThread("acme", "work");
        CompletableFuture<String> dependent = first.toCompletableFuture().exceptionally(refused -> {
            asker.answer = call -> Decision.admit();
            return policed.askedOnThread("acme", "more work").join();
        });
        asker.answer = call -> Decision.refuse("closed today");
        Thread asks = new Thread(asker.askAgain);
        asks.start();
        assertThat(dependent.get(20, TimeUnit.SECONDS)).startsWith("more work in ");
        asks.join();
    }

    @DisplayName(
            "a stream's next calls are cancelled before their turn, for one was refused: nobody waits for them, and their end is heard")
    @ParameterizedTest
    @EnumSource(Place.class)
    void cancelledBeforeItsTurn(Place place) {
        asker.answer = call -> Decision.refuse("closed today");
        List<String> heard = new CopyOnWriteArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void submitted(Task<?> call) {
                heard.add(call.name());
            }

            @Override
            public void ended(Task<?> call) {
                heard.remove(call.name());
            }
        };
        try (Muster listened = Muster.builder()
                .policy(Recorder.class, members -> new Recorder("x", new Script()))
                .policy(Asker.class, members -> asker)
                .listener(listener)
                .open()) {
            assertThatThrownBy(() -> place.stream(new PolicedDispatcher(new Policed(), listened), "acme")
                            .toList())
                    .isInstanceOf(BatchFailedException.class)
                    .hasCauseInstanceOf(RefusedException.class);
        } // waits up to an hour for what it takes for a call that waits
        assertThat(heard).isEmpty();
        assertThatThrownBy(() -> place.stream(policed, "acme").toList()).hasCauseInstanceOf(RefusedException.class);
        muster.close();
    }

    @DisplayName("a policy that throws, or decides nothing, refuses the call and not the next")
    @Test
    void fails() {
        asker.answer = call -> {
            throw new IllegalStateException("out of order");
        };
        assertThatThrownBy(policed.askedOnThread("acme", "work")::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Asker failed: java.lang.IllegalStateException: out of order")
                .hasRootCauseInstanceOf(IllegalStateException.class);
        asker.answer = call -> null;
        assertThatThrownBy(policed.askedOnThread("acme", "work")::join).hasMessageContaining("its decision is null");
        asker.answer = call -> Decision.admit();
        assertThat(policed.askedOnThread("acme", "work").join()).startsWith("work");
    }

    @DisplayName("a call that is cancelled while it waits has given up, and the next in line is not disturbed")
    @ParameterizedTest
    @EnumSource(Place.class)
    void cancels(Place place) {
        asker.answer = this::whenOpen;
        Task<String> first = place.start(policed, "acme");
        Task<String> second = place.start(policed, "acme");
        assertThat(first.cancel(true)).isTrue();
        assertThat(asker.log).containsExactly("gave up " + first.name());
        assertThatThrownBy(first::join).isInstanceOf(CancellationException.class);
        open();
        assertThat(second.join()).startsWith("work");
        Waiting.until("the end is told", () -> asker.log.contains("ended " + second.name()));
        assertThat(asker.log).hasSize(2);
    }

    @DisplayName("the wait limit holds for policies too, and says what the call waited for")
    @Test
    void waitLimit() {
        asker.answer = this::whenOpen;
        Task<String> task = policed.askedNotLong("acme", "work");
        assertThatThrownBy(task::join)
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("50ms")
                .hasMessageContaining("the door to open (Asker)");
        Waiting.until("it is told", () -> asker.log.contains("gave up " + task.name()));
        assertThatThrownBy(() -> policed.askedNotLongBlocking("acme", "work"))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("the door to open (Asker)");
        assertThat(asker.log).hasSize(2).allMatch(line -> line.startsWith("gave up "));
    }

    @DisplayName("a wait limit that strikes while a policy is asked says so")
    @Test
    void waitLimitWhileAsked() {
        CountDownLatch over = new CountDownLatch(1);
        CallListener listener = new CallListener() {
            @Override
            public void ended(Task<?> call) {
                over.countDown();
            }
        };
        asker.answer = call -> {
            Waiting.until("the call is over", () -> over.getCount() == 0);
            return Decision.admit();
        };
        try (Muster heard = Muster.builder()
                .policy(Recorder.class, members -> new Recorder("x", new Script()))
                .policy(Asker.class, members -> asker)
                .listener(listener)
                .open()) {
            Task<String> task = new PolicedDispatcher(new Policed(), heard).askedNotLong("acme", "work");
            assertThatThrownBy(task::join)
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageEndingWith("did not start within 50ms: it waits for the answer of a policy");
        }
    }

    @DisplayName("a blocking call waits on its caller's thread, and can be interrupted")
    @Test
    void blocking() throws Exception {
        asker.answer = this::whenOpen;
        FutureTask<String> call = new FutureTask<>(() -> policed.askedBlocking("acme", "work"));
        Thread caller = new Thread(call);
        caller.start();
        Waiting.until("it waits", () -> muster.explain().contains("the door to open"));
        open();
        assertThat(call.get()).startsWith("work in ");
        assertThat(asker.log).hasSize(1).allMatch(line -> line.startsWith("ended askedBlocking-"));

        open.set(false);
        FutureTask<String> interrupted = new FutureTask<>(() -> policed.askedBlocking("acme", "work"));
        Thread other = new Thread(interrupted);
        other.start();
        Waiting.until("it waits", () -> muster.explain().contains("the door to open"));
        other.interrupt();
        assertThatThrownBy(interrupted::get).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(asker.log).hasSize(2).anyMatch(line -> line.startsWith("gave up askedBlocking-"));
        caller.join();
        other.join();
    }

    @DisplayName("closeNow() ends waits for a policy and gives the calls back")
    @ParameterizedTest
    @EnumSource(Place.class)
    void closesNow(Place place) {
        asker.answer = this::whenOpen;
        Task<String> task = place.start(policed, "acme");
        assertThat(muster.closeNow()).containsExactly(task);
        assertThat(task.phase()).isEqualTo(TaskPhase.CANCELLED);
        assertThat(asker.log).containsExactly("gave up " + task.name());
    }

    @DisplayName("close() waits for calls that a policy lets wait")
    @Test
    void closes() throws Exception {
        asker.answer = this::whenOpen;
        Task<String> task = policed.askedOnThread("acme", "work");
        Thread closer = new Thread(muster::close);
        closer.start();
        Waiting.until("it closes", () -> isRefused(policed));
        assertThat(task.phase()).isEqualTo(TaskPhase.WAITING);
        open();
        closer.join();
        assertThat(task.join()).startsWith("work");
    }

    private static boolean isRefused(PolicedDispatcher policed) {
        Task<Integer> probe = policed.square(1);
        try {
            probe.join();
            return false;
        } catch (RefusedException refused) {
            return true;
        }
    }

    @DisplayName("a call that waits is asked again after the time that the policy gives")
    @Test
    void askedAgainByTime() {
        AtomicInteger questions = new AtomicInteger();
        asker.answer = call -> questions.incrementAndGet() < 4
                ? Decision.later("the fourth question", Duration.ofMillis(1))
                : Decision.admit();
        assertThat(policed.askedOnThread("acme", "work").join()).startsWith("work");
        assertThat(questions).hasValue(4);
    }

    @DisplayName("calls that wait for the same are admitted in order of arrival; a round asks no further than it must")
    @Test
    void order() {
        List<String> admitted = new ArrayList<>();
        AtomicInteger questions = new AtomicInteger();
        AtomicInteger places = new AtomicInteger();
        asker.answer = call -> {
            questions.incrementAndGet();
            if (places.get() == 0) {
                return Decision.later("a place");
            }
            places.decrementAndGet();
            admitted.add(call.callName());
            return Decision.admit();
        };
        Batch<String> batch = policed.askedOnThreadAll(
                Collections.nCopies(100, new PolicedDispatcher.AskedOnThreadCall("acme", "work")));
        assertThat(questions).hasValue(100);
        places.set(2);
        asker.askAgain.run();
        assertThat(admitted).containsExactly("askedOnThread-1", "askedOnThread-2");
        Waiting.until("both ends are told", () -> asker.log.size() == 2);
        assertThat(questions.get()).isBetween(103, 105);
        places.set(98);
        asker.askAgain.run();
        assertThat(batch.join()).hasSize(100);
        assertThat(admitted)
                .isEqualTo(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> "askedOnThread-" + i)
                        .toList());
    }

    @DisplayName("whatever becomes of a call, an admitted one is told to have ended, once, and none other is")
    @ParameterizedTest
    @EnumSource(Place.class)
    void exactlyOnce(Place place) {
        long seed = System.nanoTime();
        System.out.println("exactlyOnce " + place + " seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> running = new ConcurrentHashMap<>();
        List<String> admitted = new ArrayList<>();
        asker.answer = call -> {
            String tenant = call.argument("tenant", String.class);
            if (running.getOrDefault(tenant, 0) == 3) {
                return Decision.later("a place of " + tenant);
            }
            running.merge(tenant, 1, Integer::sum);
            admitted.add(call.callName());
            return Decision.admit();
        };
        asker.ended = call -> running.merge(call.argument("tenant", String.class), -1, Integer::sum);
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            tasks.add(place.start(policed, "tenant" + random.nextInt(3)));
            if (random.nextInt(3) == 0) {
                tasks.get(random.nextInt(tasks.size())).cancel(random.nextBoolean());
            }
        }
        tasks.forEach(Task::toCompletableFuture);
        Waiting.until("all end", () -> tasks.stream().allMatch(Task::isDone));
        Waiting.until("all ends are told", () -> running.values().stream().allMatch(count -> count == 0));
        Map<String, Long> ends = asker.log.stream()
                .filter(line -> line.startsWith("ended "))
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        assertThat(ends.keySet())
                .isEqualTo(admitted.stream().map(name -> "ended " + name).collect(Collectors.toSet()));
        assertThat(ends.values()).allMatch(count -> count == 1);
        assertThat(tasks.stream().map(AdmissionTest::outcome))
                .allMatch(outcome -> outcome.startsWith("work") || outcome.equals("cancelled"));
    }

    private static String outcome(Task<String> task) {
        return task.isCancelled() ? "cancelled" : task.join();
    }

    @DisplayName("no call of a tenant is held up by those of another")
    @Test
    void lanes() {
        asker.answer = call -> call.argument("tenant").equals("acme") && !open.get()
                ? Decision.later("acme's turn")
                : Decision.admit();
        List<Task<String>> acme = List.of(policed.askedOnThread("acme", "work"), policed.askedOnThread("acme", "work"));
        assertThat(policed.askedOnThread("zenith", "work").join()).startsWith("work");
        assertThat(acme).allMatch(task -> task.phase() == TaskPhase.WAITING);
        open();
        acme.forEach(Task::join);
    }

    @DisplayName("a failed call of a fan-out that waits for a policy fails the rest, which give up")
    @Test
    void fanOut() {
        AtomicInteger asked = new AtomicInteger();
        asker.answer = call -> asked.incrementAndGet() == 10 ? Decision.refuse("the tenth") : Decision.later("nothing");
        Batch<String> batch = policed.askedOnThreadAll(
                Collections.nCopies(20, new PolicedDispatcher.AskedOnThreadCall("acme", "work")));
        List<Outcome<String>> outcomes = batch.outcomes();
        assertThat(outcomes).noneMatch(Outcome::isSuccess);
        assertThatThrownBy(batch::join).hasMessageContaining("the tenth");
    }
}
