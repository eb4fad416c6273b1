package dev.muster.spec;

import dev.muster.Priority;
import dev.muster.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the annotations of one method say. Immutable; each method gives a changed copy.
 *
 * @param type the binary name of the class that declares the method
 * @param signature the method's name and parameter types, such as {@code transfer(String,String,long)}
 * @param name the prefix of the generated methods, and of the names of their calls
 * @param isBlocking whether its calls run on their caller's thread, without workers
 * @param on the kind of workers
 * @param workers the size of the pool, or 0 where it is not given
 * @param pool the name of a shared pool, or empty
 * @param terms what calls need before they start, and their limits
 * @param priority which calls come first where calls wait for workers; see {@link Priority}
 */
public record MethodSpec(
        String type,
        String signature,
        String name,
        boolean isBlocking,
        Workers on,
        int workers,
        String pool,
        Terms terms,
        int priority) {
    /** Checks that nothing is null. */
    public MethodSpec {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(terms, "terms");
    }

    /** A method with all defaults, named as itself. */
    public static MethodSpec of(String type, String signature) {
        int end = signature.indexOf('(');
        return new MethodSpec(
                type,
                signature,
                end < 0 ? signature : signature.substring(0, end),
                false,
                Workers.THREADS,
                0,
                "",
                Terms.NONE,
                Priority.NORMAL);
    }

    /** The same, with another prefix. */
    public MethodSpec named(String prefix) {
        return new MethodSpec(type, signature, prefix, isBlocking, on, workers, pool, terms, priority);
    }

    /** The same, with another signature. */
    public MethodSpec signed(String other) {
        return new MethodSpec(type, other, name, isBlocking, on, workers, pool, terms, priority);
    }

    /** The same, on the caller's thread. */
    public MethodSpec blocking() {
        return new MethodSpec(type, signature, name, true, on, workers, pool, terms, priority);
    }

    /** The same, on another kind of workers. */
    public MethodSpec on(Workers kind) {
        return new MethodSpec(type, signature, name, isBlocking, kind, workers, pool, terms, priority);
    }

    /** The same, with a size for its pool. */
    public MethodSpec workers(int size) {
        return new MethodSpec(type, signature, name, isBlocking, on, size, pool, terms, priority);
    }

    /** The same, in a shared pool. */
    public MethodSpec pool(String poolName) {
        return new MethodSpec(type, signature, name, isBlocking, on, workers, poolName, terms, priority);
    }

    /** The same, on other terms. */
    public MethodSpec terms(Terms other) {
        return new MethodSpec(type, signature, name, isBlocking, on, workers, pool, other, priority);
    }

    /** The same, with these parameters as keys. */
    public MethodSpec keys(String... parameters) {
        return terms(terms.keys(List.of(parameters)));
    }

    /** The same, with these needs. */
    public MethodSpec claims(Claim... needs) {
        return terms(terms.claims(List.of(needs)));
    }

    /** The same, setting these events in the end. */
    public MethodSpec fires(Claim.Event... events) {
        return terms(terms.fires(List.of(events)));
    }

    /** The same, starting only while this boolean method is true. */
    public MethodSpec condition(String method) {
        return terms(terms.condition(method));
    }

    /** The same, with a limit for the run, such as {@code 2s}. */
    public MethodSpec runLimit(String limit) {
        return terms(terms.runLimit(Durations.parse(limit)));
    }

    /** The same, with a limit for the wait, such as {@code 250ms}. */
    public MethodSpec waitLimit(String limit) {
        return terms(terms.waitLimit(Durations.parse(limit)));
    }

    /** The same, run so often at most when its workers die. */
    public MethodSpec attempts(int most) {
        return terms(terms.attempts(most));
    }

    /** The same, with a priority. */
    public MethodSpec priority(int calls) {
        return new MethodSpec(type, signature, name, isBlocking, on, workers, pool, terms, calls);
    }

    /** Whether the calls have a limit of their run. */
    public boolean hasRunLimit() {
        return !terms.runLimit().equals(Duration.ZERO);
    }

    /** The type's name without its package, and the method, for messages: {@code Squares.square(int)}. */
    @Override
    public String toString() {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + signature;
    }
}
