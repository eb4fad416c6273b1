package dev.muster.runtime.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * What a waiting owner lacks and who could supply it: an edge, or several, of the wait-for graph. What suppliers that nobody knows
 * could give counts as on its way: then it is {@link #NONE}.
 */
final class Need {
    /** Nothing is lacking, or nobody can tell who will supply it. */
    static final Need NONE = new Need(() -> "", 0);

    /** What all lack alike who ask a resource for so much, and borrow nothing of it. */
    record Of(Resource resource, int take) {}

    private final Supplier<String> what;

    private final long lacking;
    final List<Owner> suppliers = new ArrayList<>();
    private final List<Long> supplies = new ArrayList<>();

    /** Lacking so much of {@code what}, which is asked for its words only when no latch is held. */
    Need(Supplier<String> what, long lacking) {
        this.what = what;
        this.lacking = lacking;
    }

    /** For people, such as {@code account[b], held by}. No latch is held. */
    String what() {
        return what.get();
    }

    Need from(Owner owner, long units) {
        suppliers.add(owner);
        supplies.add(units);
        return this;
    }

    long lacking() {
        return lacking;
    }

    /** Shows who could supply how much. */
    void forEach(ObjLongConsumer<Owner> visitor) {
        for (int i = 0; i < suppliers.size(); i++) {
            visitor.accept(suppliers.get(i), supplies.get(i));
        }
    }

    /** Whether what owners other than the {@code stuck} ones will supply is enough. */
    boolean canBeMet(Set<Owner> stuck) {
        long left = lacking;
        for (int i = 0; i < suppliers.size() && left > 0; i++) {
            if (!stuck.contains(suppliers.get(i))) {
                left -= supplies.get(i);
            }
        }
        return left <= 0;
    }
}
