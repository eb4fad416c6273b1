package dev.muster.runtime.admission;

/** Retires keyed resources one by one; left to themselves, they are only when there are thousands. */
public final class Retiring {
    private Retiring() {}

    /** Retires {@code keyed} if it is idle, as a sweep does. */
    public static void retire(Resource keyed) {
        keyed.retire();
    }
}
