package dev.muster.call;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;

/**
 * Calls of one method, one after the other, that cross to a child process without being made: inputs of a fan-out whose calls come
 * to nothing but the user's method. What becomes of them is told of the <em>first</em> that is left, which leaves the run by that.
 *
 * <p>Used by the worker that took it, but for {@link #isCancelled()} and {@link #likeness}, which are for all threads.
 */
public interface CallRun {
    /** The method, and what its calls are for. */
    CallSite site();

    /** How many are left. */
    int size();

    /** The number in the name of the first. */
    long number();

    /** Whether the fan-out is cancelled. */
    boolean isCancelled();

    /** A worker has them; {@code cancelled} is short, and is run by whoever cancels the fan-out while some are left. */
    void begin(Runnable cancelled);

    /** All of them but so many first ones have not been started and are given back, to come before others. */
    void keep(int first);

    /** Writes the arguments of the one that comes so many after the first. */
    void writeArguments(int after, WireWriter out) throws IOException;

    /**
     * The first has succeeded: reads its result, of so many bytes. Others see it after {@link #tell()}.
     *
     * @throws IOException as {@link RemoteCall#readResult}, or if there are more bytes than are read; then the first is still left
     */
    void readResult(int length, WireReader in) throws IOException;

    /** Tells of the results that have been read since this was called last. */
    void tell();

    /** Somebody asks for the first: makes its call, which runs by {@code by} and of which nobody else knows. */
    Call<?> make(Runner by);

    /** The call that was made can be interrupted by its runner from now on. */
    void hold(Call<?> made);

    /** A call like the one that the first would have, for a look from outside; it is of no other use. */
    Call<?> likeness(Runner by);
}
