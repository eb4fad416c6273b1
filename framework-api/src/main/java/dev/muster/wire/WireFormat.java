package dev.muster.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written and read. Stateless and safe for use by many threads. Null is a value like any other;
 * {@link WireFormats} takes care of it, so that {@link Parts} and {@link Maker} need not.
 *
 * @param <T> the type
 */
public interface WireFormat<T> {
    /**
     * Writes a value or null.
     *
     * @throws IOException if the channel fails
     */
    void write(WireWriter out, @Nullable T value) throws IOException;

    /**
     * Reads a value or null.
     *
     * @throws IOException if the channel fails or what is read is no such value
     */
    @Nullable
    T read(WireReader in) throws IOException;

    /** Writes the parts of a value that is not null. */
    @FunctionalInterface
    interface Parts<T> {
        /** Writes the parts. */
        void write(WireWriter out, T value) throws IOException;
    }

    /** Makes a value of its parts, read in the order in which {@link Parts} writes them. */
    @FunctionalInterface
    interface Maker<T> {
        /** Reads the parts and makes the value. */
        T read(WireReader in) throws IOException;
    }

    /**
     * One of the types that {@link WireFormats#oneOf} tells apart.
     *
     * @param type the type, without arguments
     * @param format how its values are written and read
     */
    record Kind<T>(Class<? super T> type, WireFormat<T> format) {}
}
