package dev.muster.runtime.fanout;

import dev.muster.call.Call;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fan-out that is not complete, as its runtime sees it. */
public interface InFlight {
    /**
     * Cancels what is not done.
     *
     * @param into where the calls that never started are added, now or until the fan-out is complete, by any thread; or null
     */
    void cancel(@Nullable Collection<? super Call<?>> into);

    /** The call whose body started it, or null. */
    @Nullable
    Call<?> startedBy();

    /** Shows calls of it that have not ended, as far as they have begun to exist; may show one that has just ended. */
    void unfinished(Consumer<? super Call<?>> visitor);

    /** Whether nothing of it is in flight, at this moment. */
    boolean isIdle();

    /** What it is and how far it has come, in one line. */
    String explain();
}
