package dev.muster.runtime.protocol;

/** What a part of a message from parent to child is about: its first byte. */
public final class Request {
    /**
     * A method: {@code int} its id on this channel, {@code String} the dispatcher's class, {@code String} the signature, {@code
     * long} the fingerprint.
     */
    public static final byte METHOD = 1;

    /** A target that calls are for: {@code int} its id on this channel, {@code byte[]} the object, serialized. */
    public static final byte TARGET = 2;

    /** A target that no further call is for: {@code int} its id. */
    public static final byte FORGET = 3;

    /**
     * A call: {@code long} its id, {@code int} the method, {@code int} the target or {@link #BUILT}, {@code int} the attempt,
     * {@code long} the number in its name, {@code boolean} whether it is a slice of an array call, {@code boolean} whether it has
     * a deadline and then {@code long} the nanoseconds until that and {@code String} whose it is, and the arguments as the
     * dispatcher writes them. A call with a deadline is alone in its message. Until the part ends, further calls follow, each a
     * byte {@link #NEXT} and its arguments: they are like the one before but for the id and the number, which are one more.
     */
    public static final byte CALL = 4;

    /** Before the arguments of a further call. */
    public static final byte NEXT = 5;

    /** Instead of the id of a target: the child builds the target itself, once, or the method needs none. */
    public static final int BUILT = 0;

    private Request() {}
}
