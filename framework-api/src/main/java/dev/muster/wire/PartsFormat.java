package dev.muster.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The format of values with parts: a byte that tells null from a value, and the parts. */
final class PartsFormat<T> implements WireFormat<T> {
    private final Parts<T> parts;
    private final Maker<T> maker;

    PartsFormat(Parts<T> parts, Maker<T> maker) {
        this.parts = Objects.requireNonNull(parts, "parts");
        this.maker = Objects.requireNonNull(maker, "maker");
    }

    @Override
    public void write(WireWriter out, @Nullable T value) throws IOException {
        out.putBoolean(value != null);
        if (value != null) {
            out.enter();
            try {
                parts.write(out, value);
            } finally {
                out.leave();
            }
        }
    }

    @Override
    public @Nullable T read(WireReader in) throws IOException {
        if (!in.getBoolean()) {
            return null;
        }
        in.enter();
        try {
            return maker.read(in);
        } catch (RuntimeException e) {
            throw new WireException("What was read makes no value: " + e, e);
        } finally {
            in.leave();
        }
    }
}
