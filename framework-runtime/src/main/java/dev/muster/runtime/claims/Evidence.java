package dev.muster.runtime.claims;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the failed runs of a call leave behind. */
public final class Evidence {
    /** So many runs leave their failures; a call may be run again for ever. */
    public static final int MOST = 16;

    private Evidence() {}

    /** The failure of the run before, if there was one, is suppressed in that of this one. */
    public static void add(Throwable failure, @Nullable Throwable before) {
        if (before != null
                && before != failure
                && !List.of(failure.getSuppressed()).contains(before)) {
            failure.addSuppressed(before);
        }
    }
}
