package dev.muster.runtime.protocol;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Something that was logged in a child: {@code String} the name of the level, {@code String} that of the logger, {@code String}
 * the message, {@code boolean} whether there is a throwable, and what crosses of that.
 */
public record LogRecord(
        Level level,
        String logger,
        String message,
        @Nullable RemoteFailure thrown) {
    /** Writes it. */
    public void write(WireWriter out) throws IOException {
        out.putString(level.name());
        out.putString(logger);
        out.putString(message);
        out.putBoolean(thrown != null);
        if (thrown != null) {
            thrown.write(out);
        }
    }

    /** Reads one. */
    public static LogRecord read(WireReader in) throws IOException {
        Level level = level(Fields.getString(in));
        String logger = Fields.getString(in);
        String message = Fields.getString(in);
        return new LogRecord(level, logger, message, in.getBoolean() ? RemoteFailure.read(in) : null);
    }

    private static Level level(String name) throws IOException {
        try {
            return Level.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("not a level: " + name, unknown);
        }
    }
}
