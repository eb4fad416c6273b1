package dev.muster.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that nobody can take apart: carried by the first codec that accepts their type, or by Java serialization. */
final class ObjectParts<T> implements WireFormat.Parts<T>, WireFormat.Maker<T> {
    private static final int BUFFER = 1024;

    private final Class<? super T> type;
    private final Set<Class<?>> allowed;

    /**
     * @param allowed what else the declaration promises, such as type arguments
     */
    ObjectParts(Class<? super T> type, Set<Class<?>> allowed) {
        this.type = Objects.requireNonNull(type, "type");
        this.allowed = allowed;
    }

    @Override
    public void write(WireWriter out, T value) throws IOException {
        Codec codec = codecAmong(out.codecs());
        out.putBoolean(codec != null);
        ChunkOutput chunks = new ChunkOutput(out);
        try {
            writeBytes(codec, new BufferedOutputStream(chunks, BUFFER), value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            String passedAs = value.getClass() == type ? "" : ", passed as " + type.getTypeName() + ",";
            throw explained(value.getClass().getTypeName() + passedAs + " cannot be written", e, chunks.failure());
        }
        chunks.end();
    }

    @Override
    public T read(WireReader in) throws IOException {
        Codec codec = codecAmong(in.codecs());
        if (in.getBoolean() != (codec != null)) {
            throw new WireException("Only one of two processes has a Codec for " + type.getTypeName());
        }
        ChunkInput chunks = new ChunkInput(in);
        Object value;
        try {
            value = codec != null
                    ? codec.read(type, chunks)
                    : ValueInput.read(chunks, in.loader(), new AllowList(type, allowed));
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw explained(type.getTypeName() + " cannot be read", e, chunks.failure());
        }
        chunks.skipRest();
        return cast(value);
    }

    private void writeBytes(@Nullable Codec codec, OutputStream out, T value) throws IOException {
        if (codec != null) {
            codec.write(value, type, out);
        } else {
            ValueOutput.write(out, value, new AllowList(type, allowed));
        }
        out.flush();
    }

    private @Nullable Codec codecAmong(List<Codec> codecs) {
        for (Codec codec : codecs) {
            if (codec.accepts(type)) {
                return codec;
            }
        }
        return null;
    }

    /** Tells a failure of the channel from one of the value. */
    private IOException explained(String problem, Throwable failure, @Nullable IOException ofChannel) {
        if (ofChannel != null) {
            return ofChannel;
        }
        if (failure instanceof WireException refusal) {
            return refusal;
        }
        String reason =
                failure instanceof StackOverflowError ? "too many objects inside each other" : failure.toString();
        return new WireException("A value of " + problem + ": " + reason, failure);
    }

    @SuppressWarnings("unchecked") // As far as can be known: type arguments are the word of whoever wrote the value.
    private T cast(@Nullable Object value) throws WireException {
        if (!type.isInstance(value)) {
            String found =
                    value == null ? "null" : "a value of " + value.getClass().getTypeName();
            throw new WireException("Expected a value of " + type.getTypeName() + ", read " + found);
        }
        return (T) value;
    }
}
