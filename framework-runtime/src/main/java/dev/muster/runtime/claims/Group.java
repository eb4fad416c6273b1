package dev.muster.runtime.claims;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Units;
import dev.muster.spec.Claim;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The resources that the calls of one fan-out have in common: a barrier, and permits in place of its window, so that all of them
 * may wait and only so many run. Safe for use by many threads.
 */
public final class Group {
    private final @Nullable Barrier barrier;
    private final @Nullable Units window;
    private final Queue<Passage> members = new ConcurrentLinkedQueue<>(); // of a barrier's calls alone

    private Group(@Nullable Barrier barrier, @Nullable Units window) {
        this.barrier = barrier;
        this.window = window;
    }

    /**
     * For a fan-out.
     *
     * @param name the generated method's, for explanations
     * @param width the number of its calls
     * @param mostRunning how many may run at once, or 0 for no limit
     */
    public static Group of(Plan plan, String name, int width, int mostRunning) {
        Admission admission = plan.admission();
        Claim.Barrier declared = plan.barrierOfFanOut();
        Group group = new Group(
                declared == null || width == 0 ? null : admission.newBarrier(declared.name(), width),
                mostRunning == 0
                        ? null
                        : admission
                                .newPermits("the window of " + name, mostRunning)
                                .unkeyed());
        if (group.barrier != null) {
            group.barrier.comers(group::showUnfinished);
        }
        return group;
    }

    @Nullable
    Barrier barrier() {
        return barrier;
    }

    @Nullable
    Units window() {
        return window;
    }

    void add(Passage passage) {
        if (barrier != null) {
            members.add(passage);
        }
    }

    private void showUnfinished(Consumer<Owner> action) {
        for (Passage member : members) {
            if (!member.call().hasEnded()) {
                action.accept(member);
            }
        }
    }
}
