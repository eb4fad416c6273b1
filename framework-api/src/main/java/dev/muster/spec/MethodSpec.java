package dev.muster.spec;

import dev.muster.Workers;
import java.util.Objects;

/**
 * What the annotations of one method say. Immutable; each method gives a changed copy.
 *
 * @param type the binary name of the class that declares the method
 * @param signature the method's name and parameter types, such as {@code transfer(String,String,long)}
 * @param name the prefix of the generated methods, and of the names of their calls
 * @param on the kind of workers
 * @param workers the size of the pool, or 0 where it is not given
 * @param pool the name of a shared pool, or empty
 */
public record MethodSpec(String type, String signature, String name, Workers on, int workers, String pool) {
    /** Checks that nothing is null. */
    public MethodSpec {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(pool, "pool");
    }

    /** A method with all defaults, named as itself. */
    public static MethodSpec of(String type, String signature) {
        int end = signature.indexOf('(');
        return new MethodSpec(
                type, signature, end < 0 ? signature : signature.substring(0, end), Workers.THREADS, 0, "");
    }

    /** The same, with another prefix. */
    public MethodSpec named(String prefix) {
        return new MethodSpec(type, signature, prefix, on, workers, pool);
    }

    /** The same, on another kind of workers. */
    public MethodSpec on(Workers kind) {
        return new MethodSpec(type, signature, name, kind, workers, pool);
    }

    /** The same, with a size for its pool. */
    public MethodSpec workers(int size) {
        return new MethodSpec(type, signature, name, on, size, pool);
    }

    /** The same, in a shared pool. */
    public MethodSpec pool(String poolName) {
        return new MethodSpec(type, signature, name, on, workers, poolName);
    }

    /** The type's name without its package, and the method, for messages: {@code Squares.square(int)}. */
    @Override
    public String toString() {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + signature;
    }
}
