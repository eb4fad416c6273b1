package dev.muster.runtime.fanout;

import dev.muster.call.Call;
import dev.muster.call.CallRun;
import dev.muster.call.CallSite;
import dev.muster.call.RemoteCall;
import dev.muster.call.Runner;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Indices of a batch that a child process has been given, and for which there are no calls.
 *
 * <p>Of the indices, those before {@code told} are settled, or have got a call; those up to {@code first} have results, the last
 * of which wait in {@code results} to be put into the batch together; the others are left. The fields belong to the worker;
 * others read {@code first} as a hint. A call serves as the scratch paper of each result's reader, as of each argument's writer.
 */
final class BatchRun<R extends @Nullable Object> implements CallRun {
    private static final int MOST_UNTOLD = 512;

    private final CallBatch<R> batch;
    private final CallSite site;
    private final long numbers; // of the call with index 0
    private int told;
    private int first;
    private int end;
    private @Nullable Object @Nullable [] results;
    private @Nullable Call<R> scratch;
    private @Nullable Runnable cancelled;

    BatchRun(CallBatch<R> batch, CallSite site, long numbers, int from, int to) {
        this.batch = batch;
        this.site = site;
        this.numbers = numbers;
        this.told = from;
        this.first = from;
        this.end = to;
    }

    @Override
    public CallSite site() {
        return site;
    }

    @Override
    public int size() {
        return end - first;
    }

    @Override
    public long number() {
        return numbers + first;
    }

    @Override
    public boolean isCancelled() {
        return batch.isCancelled();
    }

    @Override
    public void begin(Runnable whenCancelled) {
        cancelled = whenCancelled;
        batch.begin(this);
    }

    /** The batch is cancelled, by any thread. */
    void cancel() {
        if (cancelled != null) {
            cancelled.run();
        }
    }

    @Override
    public void keep(int most) {
        int rest = first + most;
        if (rest < end) {
            long back = IndexRange.of(rest, end);
            end = rest;
            endIfEmpty();
            batch.giveBack(back);
        }
    }

    private void endIfEmpty() {
        if (first == end) {
            batch.end(this);
        }
    }

    @Override
    public void writeArguments(int after, WireWriter out) throws IOException {
        ((RemoteCall) batch.unplaced(first + after)).writeArguments(out);
    }

    @Override
    public void readResult(int length, WireReader in) throws IOException {
        Call<R> reader = scratch;
        if (reader == null) {
            reader = batch.unplaced(first);
            reader.endUnshared();
            scratch = reader;
            results = new Object[Math.min(MOST_UNTOLD, size())];
        }
        long end = in.consumed() + length;
        ((RemoteCall) reader).readResult(in);
        if (in.consumed() != end) {
            throw new IOException("not as much was written as is read; are the classes of both sides the same?");
        }
        put(reader.value());
    }

    @SuppressWarnings("NullAway") // there are results, since there is the scratch
    private void put(R result) {
        int at = first - told;
        if (at == results.length) {
            tell();
            at = 0;
        }
        results[at] = result;
        first++;
    }

    @Override
    public void tell() {
        int from = told;
        told = first;
        endIfEmpty();
        if (results != null && first > from) {
            batch.settle(from, results, first - from);
        }
    }

    @Override
    public Call<?> make(Runner by) {
        tell();
        Call<R> call = batch.queued(first);
        if (!call.begin(by)) {
            throw new IllegalStateException(call.name() + " is known to somebody else");
        }
        first++;
        told = first;
        endIfEmpty();
        return call;
    }

    @Override
    public void hold(Call<?> made) {
        batch.hold(made);
    }

    @Override
    public Call<?> likeness(Runner by) {
        Call<R> call = batch.queued(Math.min(first, end - 1));
        call.beginUnshared(by);
        return call;
    }
}
