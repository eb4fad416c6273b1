package dev.muster.runtime.protocol;

import dev.muster.call.Call;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The parent's side of asks: serves its children. Safe for use by many threads. */
public interface AskDesk {
    /**
     * A child that may ask.
     *
     * @param name the child's, for messages
     * @param replies takes the id of an ask and its reply, on any thread
     */
    Guest receive(String name, BiConsumer<Long, Reply> replies);

    /** One child. */
    interface Guest {
        /** The child asks, while {@code inHand} is the call that it has in hand, if any. Never blocks, never throws. */
        void ask(long id, @Nullable Call<?> inHand, Ask ask);

        /**
         * The child is dead: what its owners wait for they no longer want, and what they hold is released; but what calls of
         * this process hold is theirs until they end. Returns when nobody acts for the child any more.
         */
        void gone();
    }
}
