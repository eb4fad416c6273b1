package dev.muster.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Carries values of types that generated code cannot take apart. Safe for use by many threads.
 *
 * <p>Where no codec of the user's own accepts a type, values travel by Java serialization behind a filter made from the
 * method's signature. A type that is not {@link java.io.Serializable} must be named in {@link ByCodec}, lest it not compile. Types
 * that generated code takes apart, records and collections for instance, are offered to a codec only if they are named there.
 *
 * <p>Child processes make codecs of their own: the class must be public, with a public constructor without parameters.
 */
public interface Codec {
    /** Whether this codec carries values whose declared type is {@code type}. The answer must never change. */
    boolean accepts(Class<?> type);

    /**
     * Writes a value, which is not null.
     *
     * @throws IOException if it cannot be written
     */
    void write(Object value, Class<?> type, OutputStream out) throws IOException;

    /**
     * Reads back what {@link #write} wrote; {@code in} ends where the value ends.
     *
     * @return the value, which is not null
     * @throws IOException if what is read is no such value
     */
    Object read(Class<?> type, InputStream in) throws IOException;
}
