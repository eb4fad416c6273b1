package dev.muster.runtime.process;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Which targets one child has, the most recently used first. Keeps no target alive. Used by one thread.
 */
final class SentTargets {
    private static final int MOST = 64;

    private final List<Target> targets = new ArrayList<>();
    private int lastId;

    private record Target(int id, WeakReference<Object> object) {}

    /** The id of a target that the child has, or 0. */
    int idOf(Object object) {
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (target.object().refersTo(object)) {
                if (i > 0) {
                    targets.add(0, targets.remove(i));
                }
                return target.id();
            }
        }
        return 0;
    }

    /** Gives an id to a target that the child does not have. */
    int add(Object object) {
        targets.add(0, new Target(++lastId, new WeakReference<>(object)));
        return lastId;
    }

    /** Takes away the ids of targets that are garbage, and of the least recently used if there are many. */
    List<Integer> expire() {
        List<Integer> expired = new ArrayList<>();
        for (int i = targets.size() - 1; i >= 0; i--) {
            if (i >= MOST || targets.get(i).object().refersTo(null)) {
                expired.add(targets.remove(i).id());
            }
        }
        return expired;
    }
}
