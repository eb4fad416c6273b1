package dev.muster.examples.policies;

import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Enforces {@link NeedsHeap}. Nobody tells when the heap has room again, so it is asked again after a time. While nothing of its runs
 * it admits a call whatever the heap says: else a heap that is full of what waits would stop everything.
 */
public final class HeapRoomPolicy implements AdmissionPolicy {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final int mostUsed;
    private final IntSupplier used;
    private int running;

    /** For a heap that is in use up to so many percent. */
    public HeapRoomPolicy(int mostUsed) {
        this(mostUsed, HeapRoomPolicy::usedPercent);
    }

    HeapRoomPolicy(int mostUsed, IntSupplier used) {
        this.mostUsed = mostUsed;
        this.used = used;
    }

    private static int usedPercent() {
        Runtime jvm = Runtime.getRuntime();
        return (int) ((jvm.totalMemory() - jvm.freeMemory()) * 100 / jvm.maxMemory());
    }

    @Override
    public Decision mayStart(CallInfo call) {
        if (running > 0 && used.getAsInt() > mostUsed) {
            return Decision.later("room in the heap", PAUSE);
        }
        running++;
        return Decision.admit();
    }

    @Override
    public void ended(CallInfo call) {
        running--;
    }
}
