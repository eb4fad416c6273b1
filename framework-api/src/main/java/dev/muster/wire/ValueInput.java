package dev.muster.wire;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization of one value, read behind a filter: classes must be admitted by the {@link AllowList}, and arrays are made
 * only for elements that have arrived.
 */
final class ValueInput extends ObjectInputStream {
    /** Stream bytes that arrays may claim without proof. */
    private static final long TRUSTED_BYTES = 1 << 20;

    /** A reference takes a byte in the stream; but a hash table, which is checked as an array, has more places than elements. */
    private static final int PLACES_PER_REFERENCE = 4;

    private final ChunkInput bytes;
    private final @Nullable ClassLoader loader;
    private final AllowList allowed;
    private long claimed;
    private @Nullable String refusal;

    private ValueInput(ChunkInput bytes, @Nullable ClassLoader loader, AllowList allowed) throws IOException {
        super(bytes);
        this.bytes = bytes;
        this.loader = loader;
        this.allowed = allowed;
        setObjectInputFilter(this::filter);
    }

    static @Nullable Object read(ChunkInput bytes, @Nullable ClassLoader loader, AllowList allowed)
            throws IOException, ClassNotFoundException {
        ValueInput objects = new ValueInput(bytes, loader, allowed);
        try {
            return objects.readObject();
        } catch (InvalidClassException e) {
            String refusal = objects.refusal;
            throw refusal == null ? e : new WireException(refusal, e);
        }
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
        return Class.forName(description.getName(), false, loader);
    }

    private ObjectInputFilter.Status filter(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        if (!allowed.admits(type)) {
            return refuse(allowed.refusal(type, ""));
        }
        if (info.arrayLength() > 0 && !isBacked(type.getComponentType(), info.arrayLength())) {
            return refuse("An array claims " + info.arrayLength() + " elements, but the value ends before them");
        }
        return ObjectInputFilter.Status.ALLOWED;
    }

    private ObjectInputFilter.Status refuse(String reason) {
        refusal = reason;
        return ObjectInputFilter.Status.REJECTED;
    }

    /** Whether the bytes of all arrays so far, none of which share bytes, are there. */
    private boolean isBacked(Class<?> component, long length) {
        claimed += component.isPrimitive() ? length * widthOf(component) : length / PLACES_PER_REFERENCE;
        return claimed <= TRUSTED_BYTES || bytes.hasInAll(claimed);
    }

    private static int widthOf(Class<?> primitive) {
        if (primitive == long.class || primitive == double.class) {
            return Long.BYTES;
        }
        if (primitive == int.class || primitive == float.class) {
            return Integer.BYTES;
        }
        return primitive == short.class || primitive == char.class ? Short.BYTES : Byte.BYTES;
    }
}
