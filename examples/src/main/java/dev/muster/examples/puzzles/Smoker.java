package dev.muster.examples.puzzles;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Parallel;
import java.util.EnumSet;
import java.util.Set;

/** LB-16, cigarette smokers: the agent puts two ingredients down, and the smoker with the third takes both at once. */
final class Smoker {
    private final Trace trace;
    private final Set<Ingredient> table;
    private final Ingredient own;

    Smoker(Trace trace, Set<Ingredient> table, Ingredient own) {
        this.trace = trace;
        this.table = table;
        this.own = own;
    }

    boolean othersAreThere() {
        return table.containsAll(EnumSet.complementOf(EnumSet.of(own)));
    }

    @Parallel
    @Guarded("smokersTable")
    @AwaitCondition("othersAreThere")
    void smoke() {
        trace.add(own + " smokes with " + table);
        table.clear();
    }

    /** The agent. */
    record Agent(Trace trace, Set<Ingredient> table) {
        boolean isEmpty() {
            return table.isEmpty();
        }

        @Parallel
        @Guarded("smokersTable")
        @AwaitCondition("isEmpty")
        void putAllBut(Ingredient missing) {
            table.addAll(EnumSet.complementOf(EnumSet.of(missing)));
            trace.add("all but " + missing);
        }
    }
}
