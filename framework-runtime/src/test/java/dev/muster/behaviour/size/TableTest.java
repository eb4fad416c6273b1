package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class TableTest {
    private static final int SEATS = 20;
    private static final int MEALS = 200_000;

    /** One way to ask for a meal. */
    private interface Eating {
        Task<Void> eat(TableDispatcher table, int left, int right, long tick);
    }

    @DisplayName("20 philosophers, 200,000 meals on threads: two forks each, and nobody is overtaken")
    @Test
    void onThreads() throws Exception {
        dine("meals on threads", TableDispatcher::onThread);
    }

    @DisplayName("20 philosophers, 200,000 meals on two cores: two forks each, and nobody is overtaken")
    @Test
    void onCores() throws Exception {
        dine("meals on cores", TableDispatcher::onCore);
    }

    private static void dine(String what, Eating eating) throws Exception {
        Table table = new Table(SEATS);
        try (Muster muster = Muster.open()) {
            TableDispatcher dispatcher = new TableDispatcher(table, muster);
            Figures figures = Figures.start();
            Crew.of(SEATS, seat -> {
                        for (int meal = 1; meal <= MEALS / SEATS; meal++) {
                            Task<Void> task = eating.eat(dispatcher, seat, (seat + 1) % SEATS, table.tick());
                            table.hasAsked(seat, meal);
                            task.join();
                        }
                    })
                    .join();
            figures.print(what, MEALS);
        }
        assertThat(table.clashes()).as("meals with a fork in use").isZero();
        assertThat(table.overtaken())
                .as("meals before a neighbour's who had asked")
                .isZero();
        for (int seat = 0; seat < SEATS; seat++) {
            assertThat(table.meals(seat)).isEqualTo(MEALS / SEATS);
        }
    }
}
