package dev.muster.examples.puzzles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LB-01, LB-02 and LB-05 to LB-07: puzzles of calls that wait for what others do. */
class SignalsTest extends Rehearsal {
    @DisplayName("LB-01 signaling")
    @Test
    void signaling() {
        SignalingDispatcher calls = new SignalingDispatcher(new Signaling(trace), muster);
        Task<Void> second = calls.second();
        assertWaits(second);

        calls.first();
        second.join();

        assertThat(trace.events()).containsExactly("a1", "b1");
    }

    @DisplayName("LB-02 rendezvous")
    @Test
    void rendezvous() {
        RendezvousDispatcher calls = new RendezvousDispatcher(new Rendezvous(trace), muster);
        Task<Void> a2 = calls.a2();
        Task<Void> b2 = calls.b2();
        calls.a1().join();
        assertWaits(a2);
        assertWaits(b2);

        calls.b1();
        joinAll(List.of(a2, b2));

        assertThat(trace.events()).hasSize(4).startsWith("a1", "b1");
    }

    @DisplayName("LB-05 barrier: all have reached the rendezvous before anybody is at the critical point")
    @Test
    void barrier() {
        MeetingDispatcher meeting = new MeetingDispatcher(new Meeting(trace), muster);
        List<Task<Void>> early = new ArrayList<>();
        for (int party = 1; party < Meeting.PARTIES; party++) {
            early.add(meeting.rendezvous(party));
        }
        CompletableFuture<?>[] passed = Stream.concat(early.stream(), Stream.of(meeting.rendezvous(0)))
                .map(party -> party.toCompletableFuture().thenRun(() -> trace.add("critical")))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(passed).join();

        assertThat(trace.events())
                .containsExactlyElementsOf(Stream.of("rendezvous", "critical")
                        .flatMap(event -> Collections.nCopies(Meeting.PARTIES, event).stream())
                        .toList());
    }

    @DisplayName("LB-06 reusable barrier: nobody is a round ahead")
    @Test
    void reusableBarrier() throws Exception {
        int rounds = 100;
        RoundsDispatcher dispatcher = new RoundsDispatcher(new Rounds(trace), muster);
        List<Thread> threads = IntStream.range(0, Rounds.PARTIES)
                .mapToObj(party -> new Thread(() -> {
                    for (int round = 0; round < rounds; round++) {
                        dispatcher.step(party, round).join();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(trace.events())
                .isEqualTo(IntStream.range(0, rounds)
                        .boxed()
                        .flatMap(round -> Collections.nCopies(Rounds.PARTIES, "round " + round).stream())
                        .toList());
    }

    @DisplayName("LB-07 queue: leaders and followers dance in pairs")
    @Test
    void queue() {
        int pairs = 100;
        BallroomDispatcher ballroom = new BallroomDispatcher(new Ballroom(trace, muster), muster);
        List<Integer> dancers = IntStream.range(0, pairs).boxed().toList();
        List<Task<Void>> tasks = new ArrayList<>();
        for (int leader : dancers) {
            tasks.add(ballroom.leader(leader));
        }
        assertThat(trace.events()).isEmpty();
        for (int follower : dancers) {
            tasks.add(ballroom.follower(follower));
        }
        joinAll(tasks);

        List<String> events = trace.events();
        assertThat(events).hasSize(2 * pairs);
        for (int i = 0; i < events.size(); i += 2) {
            assertThat(events.subList(i, i + 2)).containsExactlyInAnyOrder("leader", "follower");
        }
    }
}
