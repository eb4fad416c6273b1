package dev.muster.runtime.fanout;

import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the results of a batch as they come, in the order of the inputs or of completion. */
final class BatchReader<R extends @Nullable Object> implements Spliterator<R> {
    private final CallBatch<R> batch;
    private final @Nullable CompletionOrder order;
    private int place;

    BatchReader(CallBatch<R> batch, @Nullable CompletionOrder order) {
        this.batch = batch;
        this.order = order;
    }

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        if (place >= batch.size()) {
            return false;
        }
        int at = place; // others look at the condition, too, and perhaps when the reader has gone on
        batch.awaitResult(() -> isThere(at), order == null ? at : -1);
        place++;
        action.accept(batch.read(index(at)));
        return true;
    }

    private boolean isThere(int at) {
        int index = index(at);
        return index >= 0 && batch.isSettled(index);
    }

    private int index(int at) {
        return order == null ? at : order.at(at);
    }

    @Override
    public @Nullable Spliterator<R> trySplit() {
        return null; // the calls are parallel already
    }

    @Override
    public long estimateSize() {
        return (long) batch.size() - place;
    }

    @Override
    public int characteristics() {
        return SIZED | (order == null ? ORDERED : 0);
    }
}
