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
        batch.awaitResult(this::isThere);
        int index = index();
        place++;
        action.accept(batch.read(index));
        return true;
    }

    private boolean isThere() {
        int index = index();
        return index >= 0 && batch.isSettled(index);
    }

    private int index() {
        return order == null ? place : order.at(place);
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
