package dev.muster.runtime.worker;

import dev.muster.runtime.protocol.LogRecord;
import dev.muster.runtime.protocol.RemoteFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Configures {@code java.util.logging}, which is what {@link System.Logger} logs to unless the application has another, so that
 * the parent logs what is logged in a child. Made by the log manager, when something is first logged: a child is started with
 * {@code java.util.logging.config.class} naming this class, unless the application has a configuration of its own.
 */
public final class LogForwarding {
    private static volatile @Nullable Consumer<LogRecord> parent;

    /** Called by the log manager. */
    public LogForwarding() throws IOException {
        String configuration = "handlers=" + ToParent.class.getName() + "\n.level=INFO\n";
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Where records go from now on. */
    static void to(Consumer<LogRecord> consumer) {
        parent = consumer;
    }

    /** Hands records on; prints them as long as nobody takes them. */
    public static final class ToParent extends Handler {
        private final Handler console = new ConsoleHandler();
        private final SimpleFormatter formatter = new SimpleFormatter();

        /** Called by the log manager. */
        public ToParent() {}

        @Override
        public void publish(java.util.logging.LogRecord logged) {
            Consumer<LogRecord> to = parent;
            if (to == null) {
                console.publish(logged);
            } else if (isLoggable(logged)) {
                Throwable thrown = logged.getThrown();
                to.accept(new LogRecord(
                        levelOf(logged.getLevel().intValue()),
                        String.valueOf(logged.getLoggerName()),
                        formatter.formatMessage(logged),
                        thrown == null ? null : RemoteFailure.of(thrown)));
            }
        }

        private static Level levelOf(int severity) {
            Level nearest = Level.TRACE;
            for (Level level : Level.values()) {
                if (level != Level.ALL && level != Level.OFF && level.getSeverity() <= severity) {
                    nearest = level;
                }
            }
            return nearest;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
