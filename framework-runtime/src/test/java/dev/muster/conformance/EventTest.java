package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SharedEvent;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events, as handles and by annotation. */
class EventTest extends Stage {
    private static Step clear(String event) {
        return Step.of(Verb.CLEAR, event);
    }

    private static Step isSet(String event) {
        return Step.of(Verb.IS_SET, event);
    }

    private static Step awaitFor(String event, long millis) {
        return Step.of(Verb.AWAIT_FOR, event).within(millis);
    }

    @DisplayName("EVT-01: set and clear are idempotent, and the flag reads accordingly, everywhere")
    @ParameterizedTest
    @EnumSource
    void flag(Where where) throws Exception {
        on(where);
        String event = name("event");
        Step isSet = isSet(event);
        assertThat(elsewhere(isSet, clear(event), isSet, says(event), isSet, says(event), isSet))
                .containsExactly(NO, DONE, NO, DONE, YES, DONE, YES);
        assertThat(muster().event(event).isSet()).isTrue();
        assertThat(elsewhere(isSet, clear(event), isSet, clear(event), isSet)).containsExactly(YES, DONE, NO, DONE, NO);
        assertThat(muster().event(event).isSet()).isFalse();
    }

    @DisplayName("EVT-02: one set releases all five who wait; later waits pass at once; after a clear it works again")
    @ParameterizedTest
    @EnumSource
    void releasesAll(Where where) throws Exception {
        on(where);
        String event = name("event");
        for (int round = 0; round < 2; round++) {
            List<Task<List<List<Done>>>> crowd = crowd(5, awaits(event));
            untilWaiting(5, event);
            assertThat(crowd).noneMatch(Task::isDone);
            elsewhere(says(event));
            assertThat(results(crowd)).hasSize(5).allMatch(List.of(DONE)::equals);
            assertThat(elsewhere(awaits(event), awaitFor(event, 0), clear(event), isSet(event)))
                    .containsExactly(DONE, YES, DONE, NO);
        }
    }

    @DisplayName(
            "EVT-02: calls that await an event wait without a worker, start once it is set, and wait again after a clear")
    @ParameterizedTest
    @EnumSource
    void annotation(Where where) throws Exception {
        on(where);
        SharedEvent ready = muster().event("ready");
        for (int round = 0; round < 2; round++) {
            List<Task<List<Done>>> calls = List.of(
                    play(Where.How.WHEN_READY),
                    play(Where.How.WHEN_READY),
                    play(Where.How.WHEN_READY),
                    play(Where.How.WHEN_READY),
                    play(Where.How.WHEN_READY));
            assertThat(calls).allMatch(call -> call.phase() == TaskPhase.WAITING);
            assertThat(elsewhere(isSet("ready"))).containsExactly(NO);
            actors().fire();
            calls.forEach(Task::join);
            play(Where.How.WHEN_READY).join();
            ready.clear();
        }
    }

    @DisplayName(
            "EVT-03: a wait of no time returns the flag; a timed wait false after about its time, true once it is set")
    @ParameterizedTest
    @EnumSource
    void timed(Where where) throws Exception {
        on(where);
        String event = name("event");
        List<Done> done = play(awaitFor(event, 0), awaitFor(event, -1), awaitFor(event, SHORT))
                .join();
        assertThat(texts(done)).containsExactly(NO, NO, NO);
        tookNoTime(done.get(0));
        tookNoTime(done.get(1));
        tookAbout(SHORT, done.get(2));
        assertThat(waiting(event)).isZero();
        Task<List<Done>> waiter = play(awaitFor(event, 60_000), awaitFor(event, 0), awaitFor(event, Long.MAX_VALUE));
        untilWaiting(1, event);
        set(event);
        assertThat(texts(waiter.join())).containsExactly(YES, YES, YES);
    }

    @DisplayName("EVT-05: a set in a child releases the parent and a sibling, and a set in the parent releases a child")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void across(Where where) throws Exception {
        on(where);
        String there = name("there");
        String back = name("back");
        Task<List<Done>> child = play(awaits(there), says(back));
        Task<List<Done>> sibling = play(awaits(back));
        untilWaiting(1, there);
        untilWaiting(1, back);
        set(there);
        comes(back);
        sibling.join();
        assertThat(texts(child.join())).containsExactly(DONE, DONE);
    }

    @DisplayName("EVT-06: the text says set or unset")
    @ParameterizedTest
    @EnumSource
    void text(Where where) throws Exception {
        on(where);
        String event = name("event");
        Step text = Step.of(Verb.EVENT_TEXT, event);
        assertThat(elsewhere(text, says(event), text, clear(event), text))
                .containsExactly(event + " (unset)", DONE, event + " (set)", DONE, event + " (unset)");
        assertThat(muster().event(event)).hasToString(event + " (unset)");
    }
}
