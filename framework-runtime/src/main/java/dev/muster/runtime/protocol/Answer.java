package dev.muster.runtime.protocol;

/**
 * What a message from child to parent says: the first byte of its one part. Then come {@code long} the id of the call, {@code
 * long} how many bytes the child's standard output and {@code long} how many its standard error have been given so far.
 */
public final class Answer {
    /** The body returned: the result as the dispatcher writes it. */
    public static final byte RESULT = 1;

    /** The body threw: the failure as {@link RemoteFailure} writes it. */
    public static final byte THREW = 2;

    /** The call was cancelled, and its body has ended or was never started. */
    public static final byte CANCELLED = 3;

    /** The arguments could not be read, or the result not written: {@code String} what was wrong, and the failure. */
    public static final byte UNFIT = 4;

    /** All calls after this one and up to {@code long} another, perhaps none, have not been started and will not be. */
    public static final byte RETURNED = 5;

    /** No answer: the child {@linkplain Ask asks} for something, and the id is the ask's own. */
    public static final byte ASKS = 6;

    /** No answer: the child uses more memory than it may, and is to be replaced before the next message. The id is 0. */
    public static final byte WORN = 7;

    /** No answer: something was logged in the child, as {@link LogRecord} writes it. The id is 0. */
    public static final byte LOGGED = 8;

    /**
     * The bodies of this call and of those that were sent behind it returned, one for each result that follows: an {@code int}, how
     * long it is, and the result.
     */
    public static final byte RESULTS = 9;

    private Answer() {}
}
