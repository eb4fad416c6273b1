package dev.muster.runtime.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is logged in this process under a name, instead of on the console. */
final class Logged extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private volatile @Nullable Error failure;

    Logged(String name) {
        logger = Logger.getLogger(name);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** From now on it throws this. */
    void failWith(Error error) {
        failure = error;
    }

    List<LogRecord> records() {
        return records;
    }

    List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    boolean has(Level level, String message) {
        return records.stream()
                .anyMatch(record ->
                        record.getLevel().equals(level) && record.getMessage().equals(message));
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
        Error thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
