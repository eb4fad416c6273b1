package dev.muster.spec;

import dev.muster.At;
import dev.muster.Mode;
import dev.muster.Scope;
import java.util.List;

/** What a call needs of one resource. Immutable; each method gives a changed copy. */
public sealed interface Claim {
    /** The name of the resource; empty for permits that are the method's own. */
    String name();

    /** The key parameters whose values are the keys; none if the resource has no key. */
    List<String> keys();

    /** The same, with a key for each of these parameters. */
    Claim keyedBy(String... parameters);

    /** A lock, held alone, shared by the runtime. */
    static Lock lock(String name) {
        return new Lock(name, Mode.EXCLUSIVE, Scope.RUNTIME, List.of());
    }

    /** One of so many permits, shared by the runtime. */
    static Permits permits(String name, int permits) {
        return new Permits(name, permits, 1, Scope.RUNTIME, List.of());
    }

    /** An event. */
    static Event event(String name) {
        return new Event(name, List.of());
    }

    /** A barrier before the body; with 0 parties, of the calls of one fan-out. */
    static Barrier barrier(String name, int parties) {
        return new Barrier(name, parties, At.ENTRY, List.of());
    }

    /** A lock that is held while the body runs. */
    record Lock(String name, Mode mode, Scope scope, List<String> keys) implements Claim {
        /** Copies the keys. */
        public Lock {
            keys = List.copyOf(keys);
        }

        /** The same, held together with others. */
        public Lock shared() {
            return new Lock(name, Mode.SHARED, scope, keys);
        }

        /** The same, shared among others. */
        public Lock in(Scope other) {
            return new Lock(name, mode, other, keys);
        }

        @Override
        public Lock keyedBy(String... parameters) {
            return new Lock(name, mode, scope, List.of(parameters));
        }
    }

    /** Permits that are held while the body runs. */
    record Permits(String name, int permits, int take, Scope scope, List<String> keys) implements Claim {
        /** Copies the keys. */
        public Permits {
            keys = List.copyOf(keys);
        }

        /** The same, for so many at once. */
        public Permits take(int n) {
            return new Permits(name, permits, n, scope, keys);
        }

        /** The same, shared among others. */
        public Permits in(Scope other) {
            return new Permits(name, permits, take, other, keys);
        }

        @Override
        public Permits keyedBy(String... parameters) {
            return new Permits(name, permits, take, scope, List.of(parameters));
        }
    }

    /** An event that must be set before the body starts, or that the body's success sets. */
    record Event(String name, List<String> keys) implements Claim {
        /** Copies the keys. */
        public Event {
            keys = List.copyOf(keys);
        }

        @Override
        public Event keyedBy(String... parameters) {
            return new Event(name, List.of(parameters));
        }
    }

    /** A barrier before or after the body. */
    record Barrier(String name, int parties, At at, List<String> keys) implements Claim {
        /** Copies the keys. */
        public Barrier {
            keys = List.copyOf(keys);
        }

        /** The same, elsewhere in the call. */
        public Barrier at(At place) {
            return new Barrier(name, parties, place, keys);
        }

        @Override
        public Barrier keyedBy(String... parameters) {
            return new Barrier(name, parties, at, List.of(parameters));
        }
    }
}
