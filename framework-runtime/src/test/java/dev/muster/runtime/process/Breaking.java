package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.Serializable;
import java.util.List;

/** Takes and gives {@link Fragile} values. */
class Breaking {
    @Parallel(on = Workers.PROCESSES)
    String take(Fragile value) {
        return String.valueOf(value != null);
    }

    @Parallel(on = Workers.PROCESSES)
    Fragile give(String where, String how) {
        return new Fragile(where, how);
    }

    @Parallel(on = Workers.PROCESSES)
    int takeMuch(byte[] much, Fragile value) {
        return much.length;
    }

    @Parallel(on = Workers.PROCESSES)
    List<Serializable> giveMuch(int length, String where, String how) {
        return List.of(new byte[length], new Fragile(where, how));
    }

    @Parallel(on = Workers.PROCESSES)
    void strike(String how) {
        Fragile.strike(how);
    }

    /** A target that is sent, and cannot be written. */
    static final class Target implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // that is the point
        private final Object unsendable;

        Target(Object unsendable) {
            this.unsendable = unsendable;
        }

        @Parallel(on = Workers.PROCESSES)
        String use() {
            return String.valueOf(unsendable);
        }
    }

    /** A target that a child cannot build. */
    static final class Unbuildable {
        Unbuildable() {
            if (System.getProperty("unbuildable") != null) {
                throw new IllegalStateException("not in a child");
            }
        }

        @Parallel(on = Workers.PROCESSES)
        int zero() {
            return 0;
        }
    }
}
