package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.CallListener;
import dev.muster.Muster;
import dev.muster.Task;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who hears of calls. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class ListenerTest {
    /** What was heard of each call, by its name. */
    private static final class Heard implements CallListener {
        private final Map<String, List<String>> calls = new ConcurrentHashMap<>();

        private void note(Task<?> call, String what) {
            calls.computeIfAbsent(call.name(), name -> new CopyOnWriteArrayList<>())
                    .add(what);
        }

        @Override
        public void submitted(Task<?> call) {
            note(call, "submitted");
        }

        @Override
        public void started(Task<?> call) {
            note(call, "started");
        }

        @Override
        public void ended(Task<?> call) {
            note(call, call.phase().toString());
        }
    }

    private final Heard heard = new Heard();

    @DisplayName("a listener hears of each call's start, body and end, once, single or in a fan-out, nested or not")
    @ParameterizedTest
    @EnumSource
    void hears(On on) {
        try (Muster muster = Muster.builder()
                .listener(heard)
                .onUnobservedFailure((call, failure) -> {})
                .open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            on.start(jobs, () -> on.start(jobs, () -> 1).join()).join();
            assertThat(catchThrowable(on.start(jobs, () -> {
                        throw new IllegalStateException();
                    })::join))
                    .isNotNull();
            on.all(jobs, Collections.nCopies(100, () -> 1)).join();
            assertThat(jobs.squareArray(new int[] {2, 3})).containsExactly(4, 9);
        }
        assertThat(heard.calls).hasSize(105);
        assertThat(heard.calls.values())
                .allSatisfy(steps -> assertThat(steps).hasSize(3).startsWith("submitted", "started"));
        assertThat(heard.calls.values().stream().filter(steps -> "FAILED".equals(steps.get(2))))
                .hasSize(1);
    }

    @DisplayName("a call that never starts ends, and is heard of as that; child processes are as threads")
    @Test
    void neverStarted() throws Exception {
        try (Muster muster = Muster.builder().listener(heard).open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            Gate busy = new Gate();
            Task<Object> running = jobs.oneThread(() -> {
                busy.open();
                new Gate().pass();
                return null;
            });
            busy.pass();
            Task<Object> queued = jobs.oneThread(() -> 1);
            assertThat(new TimedDispatcher(new Timed(), muster).here().join()).isEqualTo(Timed.NONE);
            muster.closeNow();
            assertThat(heard.calls.get(running.name())).containsExactly("submitted", "started", "CANCELLED");
            assertThat(heard.calls.get(queued.name())).containsExactly("submitted", "CANCELLED");
            assertThat(heard.calls.get("here-1")).containsExactly("submitted", "started", "SUCCEEDED");
        }
    }

    @DisplayName("a listener that throws harms neither the call nor the next listener")
    @Test
    void throwing() {
        CallListener broken = new CallListener() {
            @Override
            public void submitted(Task<?> call) {
                throw new IllegalStateException("submitted");
            }

            @Override
            public void started(Task<?> call) {
                throw new IllegalStateException("started");
            }

            @Override
            public void ended(Task<?> call) {
                throw new IllegalStateException("ended");
            }
        };
        try (Muster muster = Muster.builder().listener(broken).listener(heard).open()) {
            assertThat(new JobsDispatcher(new Jobs(), muster).square(7).join()).isEqualTo(49);
        }
        assertThat(heard.calls.get("square-1")).containsExactly("submitted", "started", "SUCCEEDED");
    }
}
