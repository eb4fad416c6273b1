package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Probe.TestOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random schedules on one thread, compared with a model after each step. */
class RandomScheduleTest {
    private static final int SCHEDULES = 400;
    private static final int STEPS = 400;

    static List<Long> seeds() {
        Long fixed = Long.getLong("test.seed");
        Random random = new Random();
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < SCHEDULES; i++) {
            seeds.add(fixed == null ? random.nextLong() : fixed);
        }
        return seeds;
    }

    /** Requests in the order of arrival: one may hold if it fits and no earlier one waits for any of its resources. */
    private static final class Model {
        final Map<Resource, Integer> free = new LinkedHashMap<>();
        final Map<Probe, Map<Resource, Integer>> waiting = new LinkedHashMap<>();
        final Map<Probe, Map<Resource, Integer>> holding = new LinkedHashMap<>();

        void settle() {
            boolean again;
            do {
                again = false;
                List<Resource> blocked = new ArrayList<>();
                for (var entry : List.copyOf(waiting.entrySet())) {
                    Map<Resource, Integer> claims = entry.getValue();
                    if (claims.entrySet().stream()
                            .allMatch(c -> !blocked.contains(c.getKey()) && free.get(c.getKey()) >= c.getValue())) {
                        claims.forEach((resource, take) -> free.merge(resource, -take, Integer::sum));
                        waiting.remove(entry.getKey());
                        holding.put(entry.getKey(), claims);
                        again = true;
                    } else {
                        blocked.addAll(claims.keySet());
                    }
                }
            } while (again);
        }

        void end(Probe probe) {
            waiting.remove(probe);
            Map<Resource, Integer> held = holding.remove(probe);
            if (held != null) {
                held.forEach((resource, take) -> free.merge(resource, take, Integer::sum));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "LCK-11 SEM-09 SEM-14: grants are those of a queue in order of arrival, all or nothing, nothing lost or doubled")
    void grantsAreThoseOfTheModel(long seed) {
        Random random = new Random(seed);
        try (Admission admission = Fixtures.admission()) {
            Model model = new Model();
            List<Units> resources = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                resources.add(admission.locks("l" + i).unkeyed());
                resources.add(admission.permits("p" + i, 4).unkeyed());
            }
            resources.forEach(r -> model.free.put(r, r.isLock() ? Units.ALL : 4));
            List<Probe> all = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                step(random, resources, model, all);
                all.removeIf(p -> !model.waiting.containsKey(p) && !model.holding.containsKey(p));
                model.settle();
                for (Probe probe : all) {
                    assertThat(probe.holds())
                            .as("step %d: %s", step, probe.by)
                            .isEqualTo(model.holding.containsKey(probe));
                    assertThat(probe.granted + probe.failed).isLessThanOrEqualTo(1);
                }
            }
            all.forEach(Request::close);
            resources.forEach(r -> assertThat(r.isIdle()).as("%s", r).isTrue());
        }
    }

    private static void step(Random random, List<Units> resources, Model model, List<Probe> all) {
        if (all.isEmpty() || random.nextInt(5) < 2) {
            Probe probe = null;
            Map<Resource, Integer> claims = new LinkedHashMap<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                Units units = resources.get(random.nextInt(resources.size()));
                int take = units.isLock() ? (random.nextBoolean() ? Units.ALL : 1) : 1 + random.nextInt(4);
                claims.merge(units, take, Math::max);
                if (probe == null) {
                    probe = new Probe("r" + random.nextInt(1000), units, take);
                } else {
                    probe.and(units, take);
                }
            }
            model.waiting.put(probe, claims);
            all.add(probe.ask());
        } else {
            Probe probe = all.get(random.nextInt(all.size()));
            if (random.nextInt(4) == 0) {
                boolean waits = model.waiting.containsKey(probe);
                assertThat(probe.giveUp(new MusterException("test"))).isEqualTo(waits);
                if (waits) {
                    model.end(probe);
                }
            } else {
                if (model.waiting.containsKey(probe) && random.nextBoolean()) {
                    return;
                }
                probe.close();
                probe.close();
                model.end(probe);
            }
        }
        if (all.size() > 30) {
            Probe oldest = model.holding.keySet().iterator().next();
            oldest.close();
            model.end(oldest);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "CND-07: nobody sleeps whose condition is true while the lock is free, and none is asked under a foreign hold")
    void noConditionIsMissed(long seed) {
        Random random = new Random(seed);
        try (Admission admission = Fixtures.admission()) {
            Units lock = admission.locks("lock").unkeyed();
            Units other = admission.locks("other").unkeyed();
            Units permits = admission.permits("permits", 2).unkeyed();
            AtomicInteger level = new AtomicInteger();
            List<Probe> all = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                all.removeIf(p -> p.failed > 0);
                int choice = random.nextInt(10);
                if (choice < 5 && all.size() < 25) {
                    all.add(conditional(random, lock, other, permits, level).ask());
                } else if (!all.isEmpty()) {
                    Probe probe = all.get(random.nextInt(all.size()));
                    if (probe.holds() && probe.take == Units.ALL) {
                        level.set(random.nextInt(5));
                    }
                    if (probe.holds() || choice == 9) {
                        all.remove(probe);
                        probe.close();
                    }
                }
                if (random.nextInt(20) == 0 && all.stream().noneMatch(Probe::holds)) {
                    level.set(random.nextInt(5));
                    lock.recheck();
                }
                check(all, step);
            }
            all.forEach(Request::close);
            assertThat(List.of(lock, other, permits)).allMatch(Units::isIdle);
        }
    }

    private static Probe conditional(Random random, Units lock, Units other, Units permits, AtomicInteger level) {
        int wanted = random.nextInt(5);
        TestOwner owner = new TestOwner("c" + random.nextInt(1000), null);
        Probe probe = switch (random.nextInt(4)) {
            case 0 -> new Probe(owner, lock, Units.ALL, null);
            case 1 -> new Probe(owner, lock, 1, new Fixtures.Level(level, wanted, 1));
            default -> new Probe(owner, lock, Units.ALL, new Fixtures.Level(level, wanted, Units.ALL));
        };
        if (probe.take == Units.ALL && random.nextInt(4) == 0) {
            probe.and(permits, 1 + random.nextInt(2));
        }
        return random.nextInt(6) == 0 && probe.condition == null ? (Probe) probe.and(other, Units.ALL) : probe;
    }

    /** While nobody holds anything, everybody who waits has a condition, and it is false. */
    private static void check(List<Probe> all, int step) {
        long exclusive =
                all.stream().filter(p -> p.holds() && p.take == Units.ALL).count();
        long shared = all.stream().filter(p -> p.holds() && p.take == 1).count();
        assertThat(exclusive == 0 || (exclusive == 1 && shared == 0))
                .as("step %d", step)
                .isTrue();
        if (exclusive + shared == 0) {
            for (Probe probe : all) {
                assertThat(probe.condition).as("step %d: %s", step, probe).isNotNull();
                assertThat(probe.condition.getAsBoolean())
                        .as("step %d: %s", step, probe)
                        .isFalse();
            }
        }
    }
}
