package dev.muster.runtime.protocol;

import dev.muster.NotTransferableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of resources cross from child to parent: serialized, and let in only if they are values: strings, boxed
 * primitives, enums, records, {@code java.time}, {@code java.math}, {@code UUID}, and collections and optionals of such.
 */
public final class Keys {
    private static final long MOST_BYTES = 16 * 1024;

    /** An element takes a byte at least; hash tables have more room than elements. */
    private static final int MOST_PER_BYTE = 4;

    private Keys() {}

    /**
     * The bytes of a key.
     *
     * @throws NotTransferableException if it cannot cross
     */
    public static byte[] write(Object key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(key);
        } catch (IOException failed) {
            throw notTransferable(key.getClass().getName(), failed);
        }
        return bytes.toByteArray();
    }

    /**
     * The key.
     *
     * @throws NotTransferableException if it is not let in
     */
    public static Object read(byte[] bytes, @Nullable ClassLoader loader) {
        try (ObjectInputStream in = new LoadingStream(bytes, loader)) {
            in.setObjectInputFilter(info -> check(info, bytes.length));
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError | LinkageError failed) {
            throw notTransferable("the key", failed);
        }
    }

    private static NotTransferableException notTransferable(String what, Throwable failed) {
        return new NotTransferableException(
                what + " cannot be the key of a resource that a child process asks for: " + failed
                        + ". Use a string, a number, an enum, a record or another serializable value.",
                failed);
    }

    /** Of what claims to have more elements than it has bytes, not even the array is made. */
    private static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info, int length) {
        Class<?> type = info.serialClass();
        if (info.streamBytes() > MOST_BYTES || info.arrayLength() > MOST_PER_BYTE * (long) length) {
            return ObjectInputFilter.Status.REJECTED;
        }
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        return isValue(type) ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    private static boolean isValue(Class<?> type) {
        Class<?> base = type;
        while (base.isArray()) { // inside collections
            base = base.getComponentType();
        }
        String home = base.getPackageName();
        return base.isPrimitive()
                || base.isEnum()
                || base == Enum.class
                || base.isRecord()
                || base == UUID.class
                || base == Optional.class
                || home.equals("java.lang")
                || home.startsWith("java.time")
                || home.equals("java.math")
                || (home.equals("java.util")
                        && (isCollection(base) || base.getName().equals("java.util.CollSer")));
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }
}
