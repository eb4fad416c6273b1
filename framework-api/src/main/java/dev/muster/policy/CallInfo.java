package dev.muster.policy;

import dev.muster.Workers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may know about a call. Safe for use by many threads; may be kept, but keeps the arguments with it.
 */
public interface CallInfo {
    /** The name of the call, such as {@code place-3}: the same as {@link dev.muster.Task#name()}. */
    String callName();

    /** The binary name of the class that declares the method, such as {@code shop.Orders}. */
    String type();

    /** The name of the method in the source, such as {@code place}. */
    String method();

    /** The method for people, such as {@code Orders.place(String,int)}. */
    String signature();

    /** The names of the method's parameters, in order. */
    List<String> parameters();

    /**
     * The value of a parameter; a primitive comes boxed.
     *
     * @throws IllegalArgumentException if the method has no parameter of this name; the message says which it has
     */
    @Nullable
    Object argument(String parameter);

    /**
     * The value of a parameter, as a type; a primitive is of its wrapper's type.
     *
     * @throws IllegalArgumentException if the method has no parameter of this name, or its value is null or not of this type
     */
    <T> T argument(String parameter, Class<T> type);

    /** 1 for the first try of the call, 2 for the next one; see {@link PolicyCall#again}. */
    int attempt();

    /** What the call claims with Muster's own annotations, in the order of the source. */
    List<ClaimedResource> resources();

    /** The kind of workers that runs the body; empty for a blocking method, whose body runs on its caller's thread. */
    Optional<Workers> workers();

    /**
     * Whether the call was cancelled or has run out of time. A policy that waits or works for long asks now and then, and leaves.
     */
    boolean isCancelled();
}
