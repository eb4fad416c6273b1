package dev.muster.policy;

import java.time.Duration;
import java.util.Objects;

/** What an {@link AdmissionPolicy} says about a call that wants to start. Immutable. */
public sealed interface Decision {
    /** The call may start. */
    static Decision admit() {
        return Admit.NOW;
    }

    /**
     * The call has to wait.
     *
     * @param what what it waits for, in words that fit after "waits for": {@code a place of tenant acme}. Calls that wait for equal
     *     texts are admitted in the order of their arrival
     */
    static Decision later(String what) {
        return new Later(what, Duration.ZERO);
    }

    /**
     * The call has to wait, and is to be asked for again after some time if nothing else happens before.
     *
     * @param what as in the other form
     * @throws IllegalArgumentException if {@code askAgain} is not positive
     */
    static Decision later(String what, Duration askAgain) {
        if (askAgain.isZero() || askAgain.isNegative()) {
            throw new IllegalArgumentException("Decision.later(\"" + what + "\", " + askAgain
                    + "): a positive time is needed; leave it out to be asked only when something has happened");
        }
        return new Later(what, askAgain);
    }

    /**
     * The call must not start: it fails with a {@link dev.muster.RefusedException}.
     *
     * @param why the reason, for its message
     */
    static Decision refuse(String why) {
        return new Refuse(why);
    }

    /** See {@link #admit()}. */
    enum Admit implements Decision {
        /** The only one. */
        NOW
    }

    /**
     * See {@link #later(String, Duration)}.
     *
     * @param what what the call waits for
     * @param askAgain when to ask again; zero if not after a time
     */
    record Later(String what, Duration askAgain) implements Decision {
        /** Checks that nothing is null. */
        public Later {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(askAgain, "askAgain");
        }
    }

    /**
     * See {@link #refuse(String)}.
     *
     * @param why the reason
     */
    record Refuse(String why) implements Decision {
        /** Checks that nothing is null. */
        public Refuse {
            Objects.requireNonNull(why, "why");
        }
    }
}
