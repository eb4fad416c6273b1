package dev.muster.behaviour.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RunTimeoutException;
import dev.muster.SharedEvent;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import dev.muster.behaviour.LeavesNothingBehind;
import dev.muster.behaviour.policy.Recorder.Deed;
import dev.muster.behaviour.policy.Recorder.Script;
import dev.muster.policy.ClaimedResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class AroundTest {
    private final Script script = new Script();
    private final Asker asker = new Asker();
    private final Muster muster = Muster.builder()
            .policy(Recorder.class, members -> new Recorder((String) members.get("value"), script))
            .policy(Asker.class, members -> asker)
            .open();
    private final PolicedDispatcher policed = new PolicedDispatcher(new Policed(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** Where the same method runs. */
    enum Place {
        THREADS,
        CORES,
        PROCESSES;

        Task<String> start(PolicedDispatcher policed, String deed) {
            return switch (this) {
                case THREADS -> policed.onThread("acme", deed);
                case CORES -> policed.onCore("acme", deed);
                case PROCESSES -> policed.inProcess("acme", deed);
            };
        }

        List<String> all(PolicedDispatcher policed, int calls) {
            List<String> deeds = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                deeds.add("call " + i);
            }
            FanOut options = FanOut.failFast();
            return switch (this) {
                case THREADS ->
                    policed.onThreadAll(
                                    deeds.stream()
                                            .map(deed -> new PolicedDispatcher.OnThreadCall(deed, deed))
                                            .toList(),
                                    options)
                            .join();
                case CORES ->
                    policed.onCoreAll(
                                    deeds.stream()
                                            .map(deed -> new PolicedDispatcher.OnCoreCall(deed, deed))
                                            .toList(),
                                    options)
                            .join();
                case PROCESSES ->
                    policed.inProcessAll(
                                    deeds.stream()
                                            .map(deed -> new PolicedDispatcher.InProcessCall(deed, deed))
                                            .toList(),
                                    options)
                            .join();
            };
        }
    }

    @DisplayName("policies nest in the order of the source, those of the type outside, and the body's result comes out")
    @ParameterizedTest
    @EnumSource(Place.class)
    void nest(Place place) {
        Task<String> task = place.start(policed, "work");
        assertThat(task.join()).startsWith("work in ");
        assertThat(script.log).containsExactly("outermost{", "outer{", "inner{", "}inner", "}outer", "}outermost");
    }

    @DisplayName("a policy knows the call: names, arguments by name, attempt, resources, workers")
    @ParameterizedTest
    @EnumSource(Place.class)
    void knows(Place place) {
        Task<String> task = place.start(policed, "work");
        task.join();
        assertThat(script.seen.callName()).isEqualTo(task.name());
        assertThat(script.seen.type()).isEqualTo(Policed.class.getName());
        assertThat(task.name()).startsWith(script.seen.method() + "-");
        assertThat(script.seen.signature()).endsWith("(String,String)");
        assertThat(script.seen.parameters()).containsExactly("tenant", "deed");
        assertThat(script.seen.argument("tenant")).isEqualTo("acme");
        assertThat(script.seen.argument("deed", String.class)).isEqualTo("work");
        assertThat(script.seen.attempt()).isEqualTo(1);
        assertThat(script.seen.workers()).contains(Workers.valueOf(place.name()));
        assertThat(script.seen.deadline()).isEmpty();
        assertThat(script.seen.muster()).isSameAs(muster);
        assertThat(script.seen.resources())
                .containsExactly(new ClaimedResource(ClaimedResource.Kind.LOCK, "policed", List.of("acme")));
        assertThatThrownBy(() -> script.seen.argument("tenent"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean 'tenant'?");
        assertThatThrownBy(() -> script.seen.argument("deed", Integer.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String, not a java.lang.Integer");
    }

    @DisplayName("policies of a call in a child process run here, and its worker is the child")
    @Test
    void escort() {
        Task<String> task = policed.inProcess("acme", "work");
        assertThat(task.join())
                .isEqualTo("work in " + task.worker().orElseThrow().pid());
        assertThat(task.worker().orElseThrow().name()).matches("Process-\\d+|inProcess-\\d+");
        assertThat(task.worker().orElseThrow().pid())
                .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(script.thread.getName()).contains("policies");
    }

    @DisplayName("the failure of a body passes through its policies as it is")
    @ParameterizedTest
    @EnumSource(Place.class)
    void bodyFails(Place place) {
        assertThatThrownBy(place.start(policed, "fail")::join)
                .isInstanceOf(CallFailedException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("by the body");
        assertThat(script.log).contains("!inner IllegalStateException", "!outermost IllegalStateException");
    }

    @DisplayName("what a policy throws is the failure of the call")
    @ParameterizedTest
    @EnumSource(Place.class)
    void policyFails(Place place) {
        script.deed = Deed.THROW_CHECKED;
        assertThatThrownBy(place.start(policed, "work")::join)
                .isInstanceOf(CallFailedException.class)
                .hasRootCauseMessage("by the policy");
    }

    @DisplayName("what a policy throws where the call is started it gets when it asks for its note, checked or not")
    @ParameterizedTest
    @EnumSource(Place.class)
    void policyFailsAtStart(Place place) {
        script.deed = Deed.FAIL_AT_START;
        Task<String> task = place.start(policed, "work");
        assertThatThrownBy(task::join)
                .isInstanceOf(CallFailedException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("at the start");
    }

    @DisplayName("a policy that swallows a failure, or never proceeds, decides the outcome")
    @ParameterizedTest
    @EnumSource(Place.class)
    void decides(Place place) {
        script.deed = Deed.SWALLOW;
        assertThat(place.start(policed, "fail").join()).isNull();
        script.deed = Deed.NEVER;
        assertThat(place.start(policed, "die").join()).isNull();
    }

    @DisplayName("a policy that proceeds twice is told so, and what to do instead")
    @ParameterizedTest
    @EnumSource(Place.class)
    void twice(Place place) {
        script.deed = Deed.TWICE;
        assertThatThrownBy(place.start(policed, "work")::join)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Recorder has called proceed() twice")
                .hasMessageContaining("again(delay, reason)");
    }

    @DisplayName("every call of a fan-out goes through its policies")
    @ParameterizedTest
    @EnumSource(Place.class)
    void fanOut(Place place) {
        assertThat(place.all(policed, 50)).hasSize(50).allMatch(result -> result.startsWith("call "));
        assertThat(script.log.stream().filter("inner{"::equals)).hasSize(50);
    }

    @DisplayName("an array of primitives goes through policies, an element a call")
    @Test
    void array() {
        assertThat(policed.squareArray(new int[] {1, 2, 3})).containsExactly(1, 4, 9);
        assertThat(script.log.stream().filter("inner{"::equals)).hasSize(3);
    }

    @DisplayName("a call that is cancelled interrupts its policy, and what it holds is free when its body has ended")
    @ParameterizedTest
    @EnumSource(Place.class)
    void cancel(Place place) throws Exception {
        Task<String> task = place.start(policed, "hold");
        muster.event("started").await();
        assertThat(muster.lock("policed", "acme").tryLock()).isFalse();
        assertThat(task.cancel(true)).isTrue();
        task.awaitEnd();
        assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
        assertThat(task.phase()).isEqualTo(TaskPhase.CANCELLED);
        assertThat(muster.lock("policed", "acme").tryLock()).isTrue();
        muster.lock("policed", "acme").unlock();
        assertThat(script.log).anyMatch(line -> line.startsWith("!inner"));
    }

    @DisplayName("a body may hold on in a child for what happens here, while its policies wait")
    @ParameterizedTest
    @EnumSource(Place.class)
    void hold(Place place) throws Exception {
        SharedEvent go = muster.event("go");
        Task<String> task = place.start(policed, "hold");
        muster.event("started").await();
        assertThat(task.phase()).isEqualTo(TaskPhase.RUNNING);
        go.set();
        assertThat(task.join()).startsWith("hold in ");
    }

    @DisplayName("a body may take again what its call holds, also where its policies run in another process")
    @ParameterizedTest
    @EnumSource(Place.class)
    void relock(Place place) {
        assertThat(place.start(policed, "relock").join()).startsWith("relock in ");
    }

    @DisplayName("the crash of a child is what proceed() throws, and what join() throws as it is")
    @Test
    void crash() {
        assertThatThrownBy(policed.inProcess("acme", "die")::join).isInstanceOf(WorkerCrashedException.class);
        assertThat(script.log).contains("!inner WorkerCrashedException");
        assertThat(policed.inProcess("acme", "work").join()).startsWith("work in ");
    }

    @DisplayName("a run limit covers policies and body, in a child process too")
    @Test
    void runLimit() throws Exception {
        Task<String> task = policed.limitedInProcess("hold");
        assertThatThrownBy(task::join).isInstanceOf(RunTimeoutException.class);
        task.awaitEnd();
        assertThat(script.seen.deadline()).isPresent();
        assertThat(policed.limitedInProcess("work").join()).startsWith("work in ");
    }

    @DisplayName("a policy sees how a stage ends")
    @Test
    void stage() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<String> task = policed.stage(stage);
        stage.completeExceptionally(new IOException("later"));
        assertThatThrownBy(task::join).hasRootCauseMessage("later");
        assertThat(script.log).contains("!inner IOException");
        assertThat(policed.stage(CompletableFuture.completedFuture("now")).join())
                .isEqualTo("now");
    }

    @DisplayName("cancelling a call cancels the stage that it waits for")
    @Test
    void cancelStage() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<String> task = policed.stage(stage);
        Waiting.until("it runs", () -> task.phase() == TaskPhase.RUNNING && script.log.contains("inner{"));
        task.cancel(true);
        task.awaitEnd();
        assertThat(stage).isCancelled();
    }

    @DisplayName("a blocking call: policies on the caller's thread, failures as declared, others wrapped")
    @Test
    void blocking() throws Exception {
        assertThat(policed.blocking("acme", "work")).startsWith("work in ");
        assertThat(script.thread).isSameAs(Thread.currentThread());
        assertThat(script.seen.workers()).isEqualTo(Optional.empty());
        script.deed = Deed.THROW_CHECKED;
        assertThatThrownBy(() -> policed.blocking("acme", "work")).isExactlyInstanceOf(IOException.class);
        assertThatThrownBy(() -> policed.undeclared(1))
                .isInstanceOf(CallFailedException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(muster.lock("policed", "acme").tryLock()).isTrue();
        muster.lock("policed", "acme").unlock();
    }

    @DisplayName(
            "a further try after longer than clocks can count is one that does not come; the call waits, and can be cancelled")
    @ParameterizedTest
    @EnumSource
    void againAfterForever(Place place) throws Exception {
        script.deed = Deed.TRY_NEVER_AGAIN;
        Task<String> task = place.start(policed, "work");
        Waiting.until(
                "it waits for its next try",
                () -> task.explain()
                        .contains("before run 2, because of java.lang.IllegalStateException: by the policy"));
        task.cancel(true);
        task.awaitEnd();
        assertThat(task.isCancelled()).isTrue();
    }

    @DisplayName("a blocking call is tried again, holding nothing in between")
    @Test
    void again() {
        script.deed = Deed.TRY_THREE_TIMES;
        assertThatThrownBy(() -> policed.blocking("acme", "fail")).hasMessage("by the body");
        assertThat(script.log.stream().filter("inner{"::equals)).hasSize(3);
        assertThat(script.log.stream().filter("!outer TryAgain"::equals)).hasSize(2);
        assertThat(script.seen.attempt()).isEqualTo(3);
    }

    @DisplayName(
            "a blocking call that is tried again does not wait at its entry barrier again, where nobody would come")
    @Test
    void againAfterBarrier() throws Exception {
        script.deed = Deed.TRY_THREE_TIMES;
        FutureTask<String> other = new FutureTask<>(() -> policed.together("work"));
        Thread thread = new Thread(other);
        thread.start();
        assertThatThrownBy(() -> policed.together("fail")).hasMessage("by the body");
        assertThat(other.get()).startsWith("work in ");
        thread.join();
    }

    @DisplayName("close() waits for calls with policies, and takes none afterwards")
    @ParameterizedTest
    @EnumSource(Place.class)
    void closes(Place place) {
        Task<String> task = place.start(policed, "work");
        muster.close();
        assertThat(task.isDone()).isTrue();
        assertThat(task.join()).startsWith("work in ");
        assertThatThrownBy(place.start(policed, "work")::join).hasMessageContaining("closed");
    }

    @DisplayName("closeNow() ends calls whose policies wait for a child")
    @ParameterizedTest
    @EnumSource(Place.class)
    void closesNow(Place place) throws Exception {
        Task<String> task = place.start(policed, "hold");
        muster.event("started").await();
        muster.closeNow();
        assertThat(task.isDone()).isTrue();
        assertThat(task.phase()).isIn(TaskPhase.CANCELLED, TaskPhase.FAILED);
    }

    // ---------------------------------------------------------------- where policies come from

    private static PolicedDispatcher with(Supplier<Recorder> provider, Muster[] opened) {
        opened[0] = Muster.builder()
                .policy(Recorder.class, members -> provider.get())
                .policy(Asker.class, members -> new Asker())
                .open();
        return new PolicedDispatcher(new Policed(), opened[0]);
    }

    @DisplayName("a provider that fails, or gives null, fails the dispatcher with the annotation's name")
    @Test
    void provider() {
        Muster[] opened = new Muster[1];
        assertThatThrownBy(() -> with(() -> null, opened))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("@Recorded at Policed: the provider of ")
                .hasMessageContaining("gave null");
        opened[0].close();
        assertThatThrownBy(() -> with(
                        () -> {
                            throw new IllegalStateException("no database");
                        },
                        opened))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("no database")
                .hasRootCauseInstanceOf(IllegalStateException.class);
        opened[0].close();
    }

    @DisplayName("a policy that must be provided and is not fails the dispatcher with the way out")
    @Test
    void notProvided() {
        try (Muster bare = Muster.open()) {
            assertThatThrownBy(() -> new PolicedDispatcher(new Policed(), bare))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("@Recorded at Policed: there is no provider for")
                    .hasMessageContaining("Muster.builder().policy(Recorder.class");
        }
    }

    @DisplayName("the builder takes policies alone")
    @Test
    void noPolicy() {
        assertThatThrownBy(() -> Muster.builder().policy(String.class, members -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }
}
