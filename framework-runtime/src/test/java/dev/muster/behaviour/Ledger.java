package dev.muster.behaviour;

import dev.muster.Guarded;
import dev.muster.Key;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Blocking calls that hold two keys. */
class Ledger {
    /** A key whose hash code somebody takes part in. */
    record Account(String name, Runnable whenHashed) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Account account && account.name.equals(name);
        }

        @Override
        public int hashCode() {
            whenHashed.run();
            return name.hashCode();
        }
    }

    @Guarded("book")
    <T> T both(@Key Account from, @Key Account to, Supplier<T> job) {
        return job.get();
    }
}
