package dev.muster.runtime.fanout;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** A worker with a block, whose every body waits for a moment; {@code waits} is what the state of its thread would be. */
public final class WaitingWorker {
    private final Block block = new Block();
    private final int size;
    private final AtomicIntegerArray times;
    private volatile boolean waits;

    /** It has taken so many indices. */
    public WaitingWorker(int size) {
        this.size = size;
        this.times = new AtomicIntegerArray(size);
        block.begin(0, size);
    }

    /** The worker runs what is its own, and passes on what others wish for. */
    public void runs() {
        for (int index = 0; ; index++) {
            if (block.isWishedAt(index)) {
                count(block.cut(index + 1));
            }
            if (index >= block.limit()) {
                return;
            }
            times.getAndIncrement(index);
            waits = true;
            waits = false;
        }
    }

    /** Another wishes for the rest, and takes it at its next look, if it can. */
    public void isRobbed() {
        count(block.wish(() -> waits));
        count(block.wish(() -> waits));
    }

    private void count(long range) {
        for (int index = IndexRange.start(range); index < IndexRange.end(range); index++) {
            times.getAndIncrement(index);
        }
    }

    /** How often the body at an index was run, by whomever. */
    public int times(int index) {
        return times.get(index);
    }

    /** How many bodies there are. */
    public int size() {
        return size;
    }
}
