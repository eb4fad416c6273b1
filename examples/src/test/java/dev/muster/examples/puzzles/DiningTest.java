package dev.muster.examples.puzzles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LB-14 to LB-17: puzzles of calls that need several things. */
class DiningTest extends Rehearsal {
    private static final List<Ingredient> INGREDIENTS = List.of(Ingredient.values());

    private final SplittableRandom random = new SplittableRandom(16);

    @DisplayName("LB-14 dining philosophers: no fork is in two hands, all eat")
    @Test
    void philosophers() {
        PhilosophersDispatcher table = new PhilosophersDispatcher(new Philosophers(trace), muster);
        List<Task<Void>> meals = new ArrayList<>();
        for (int meal = 0; meal < 100 * Philosophers.SEATS; meal++) {
            int seat = meal % Philosophers.SEATS;
            meals.add(table.eat(seat, (seat + 1) % Philosophers.SEATS));
        }
        joinAll(meals);

        assertThat(trace.events()).hasSize(2 * meals.size());
        Set<String> taken = new HashSet<>();
        for (String event : trace.events()) {
            List<String> words = List.of(event.split(" ", -1));
            for (String fork : words.subList(1, 3)) {
                assertThat(words.get(0).equals("takes") ? taken.add(fork) : taken.remove(fork))
                        .as(event)
                        .isTrue();
            }
        }
    }

    @DisplayName("LB-15 Tanenbaum's philosophers: two who take turns starve the one between them")
    @Test
    void starvation() {
        boolean[] eating = new boolean[5];
        List<TanenbaumDispatcher> seats = new ArrayList<>();
        for (int seat = 0; seat < eating.length; seat++) {
            seats.add(new TanenbaumDispatcher(new Tanenbaum(eating, seat), muster));
        }
        seats.get(1).getForks().join();
        Task<Void> starves = seats.get(0).getForks();
        for (int round = 0; round < 100; round++) {
            seats.get(4).getForks().join();
            seats.get(1).putForks();
            seats.get(1).getForks().join(); // though another has asked before
            seats.get(4).putForks();
        }
        assertWaits(starves);
        assertThat(starves.explain()).contains("condition");

        seats.get(1).putForks();
        starves.join();
        assertThat(eating).containsExactly(true, false, false, false, false);
    }

    @DisplayName("LB-15 with forks as locks: who has asked is not overtaken, so nobody starves")
    @Test
    void noStarvation() {
        PhilosophersDispatcher table = new PhilosophersDispatcher(new Philosophers(trace), muster);
        Lock fork = muster.lock("fork", 1);
        List<Task<Void>> meals = new ArrayList<>();
        fork.lock();
        try {
            meals.add(table.eat(0, 1));
            for (int i = 0; i < 100; i++) {
                meals.add(table.eat(1, 2));
                meals.add(table.eat(4, 0));
            }
        } finally {
            fork.unlock();
        }
        joinAll(meals);

        assertThat(trace.events().get(0)).isEqualTo("takes 0 1");
    }

    @DisplayName("LB-16 cigarette smokers: always the one with the third ingredient")
    @Test
    void smokers() {
        Set<Ingredient> table = EnumSet.noneOf(Ingredient.class);
        Smoker_AgentDispatcher agent = new Smoker_AgentDispatcher(new Smoker.Agent(trace, table), muster);
        Map<Ingredient, SmokerDispatcher> smokers = new EnumMap<>(Ingredient.class);
        for (Ingredient own : Ingredient.values()) {
            smokers.put(own, new SmokerDispatcher(new Smoker(trace, table, own), muster));
        }
        List<Task<Void>> tasks = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            Ingredient missing = anyOf();
            tasks.add(smokers.get(missing).smoke());
            tasks.add(agent.putAllBut(missing));
        }
        joinAll(tasks);

        List<String> events = trace.events();
        assertThat(events).hasSize(600);
        for (int i = 0; i < events.size(); i += 2) {
            Ingredient missing = Ingredient.valueOf(events.get(i).substring("all but ".length()));
            assertThat(events.get(i + 1))
                    .isEqualTo(missing + " smokes with " + EnumSet.complementOf(EnumSet.of(missing)));
        }
    }

    @DisplayName(
            "LB-16 with a semaphore for each: all wait, which explain() tells and the search for deadlocks cannot see")
    @Test
    void naiveSmokers() {
        NaiveSmokers target = new NaiveSmokers(trace, muster);
        NaiveSmokersDispatcher smokers = new NaiveSmokersDispatcher(target, muster);
        Task<Void> wrong = smokers.smoke(Ingredient.TOBACCO, Ingredient.PAPER, Ingredient.MATCHES);
        target.put(Ingredient.PAPER);
        while (at("TOBACCO took PAPER") < 0) {
            Thread.onSpinWait();
        }
        Task<Void> right = smokers.smoke(Ingredient.MATCHES, Ingredient.TOBACCO, Ingredient.PAPER);
        target.put(Ingredient.TOBACCO);
        while (target.onTable(Ingredient.PAPER).waiting() == 0
                || target.onTable(Ingredient.MATCHES).waiting() == 0) {
            Thread.onSpinWait();
        }

        assertThat(muster.explain())
                .contains(wrong.name(), right.name())
                .contains("naive_PAPER (0 of 0 free)", "naive_MATCHES (0 of 0 free)");
        muster.closeNow();
        assertThat(List.of(wrong.phase(), right.phase())) // interrupted, or the handle refused to wait on
                .allMatch(phase -> phase == TaskPhase.CANCELLED || phase == TaskPhase.FAILED);
        assertThat(trace.events()).doesNotContain("TOBACCO smokes", "MATCHES smokes");
    }

    @DisplayName("LB-17 generalised smokers: what is taken was there, and no pair is left over that a smoker waits for")
    @Test
    void manySmokers() {
        int rounds = 300;
        Map<Ingredient, Integer> pile = new EnumMap<>(Ingredient.class);
        ManySmokers_AgentDispatcher agent = new ManySmokers_AgentDispatcher(new ManySmokers.Agent(trace, pile), muster);
        List<Task<Void>> smokes = new ArrayList<>();
        for (Ingredient own : Ingredient.values()) {
            ManySmokersDispatcher smoker = new ManySmokersDispatcher(new ManySmokers(trace, pile, own), muster);
            for (int i = 0; i < rounds; i++) {
                smokes.add(smoker.smoke());
            }
        }
        List<Task<Void>> puts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            puts.add(agent.putAllBut(anyOf()));
        }
        joinAll(puts);
        agent.look(); // behind whoever can smoke
        long smoked = smokes.stream().filter(task -> !task.cancel(true)).count();

        List<String> events = trace.events();
        int left = 0;
        int kinds = 0;
        for (Ingredient each : Ingredient.values()) {
            int rest = Collections.frequency(events, "put " + each) - Collections.frequency(events, "take " + each);
            assertThat(most(events, "take " + each, "put " + each)).isZero();
            left += rest;
            kinds += rest > 0 ? 1 : 0;
        }
        assertThat(2 * smoked + left).isEqualTo(2L * rounds);
        assertThat(kinds).isLessThanOrEqualTo(1);
    }

    private Ingredient anyOf() {
        return INGREDIENTS.get(random.nextInt(INGREDIENTS.size()));
    }
}
