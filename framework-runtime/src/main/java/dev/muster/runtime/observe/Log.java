package dev.muster.runtime.observe;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The log of all runtimes, under the name {@code dev.muster}. */
public final class Log {
    private static final System.Logger LOGGER = System.getLogger("dev.muster");

    private Log() {}

    /** Something went wrong that nobody else will hear of. */
    public static void warning(String message, @Nullable Throwable cause) {
        LOGGER.log(Level.WARNING, message, cause);
    }

    /** As the other form, without a cause. */
    public static void warning(String message) {
        LOGGER.log(Level.WARNING, message);
    }
}
