package dev.muster.runtime;

import dev.muster.MusterException;
import dev.muster.call.Description;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where custom policies come from: the builder's providers, or else the constructors that generated code calls.
 *
 * @param providers the providers by the class of their policies
 */
record PolicyProviders(Map<Class<?>, Function<? super Map<String, Object>, ?>> providers) {
    /**
     * A policy for one place where its annotation is written.
     *
     * @param maker calls the constructor; null if the policy has to be provided
     * @param members the names and values of the annotation's members, in turn
     * @throws MusterException if there is none, with the reason
     */
    <P> P policy(String annotation, Class<P> type, @Nullable Supplier<? extends P> maker, Object... members) {
        Function<? super Map<String, Object>, ?> provider = providers.get(type);
        if (provider != null) {
            return made(annotation, type, "the provider of " + type.getName(), () -> provider.apply(map(members)));
        }
        if (maker == null) {
            throw new MusterException(annotation + ": there is no provider for " + type.getName()
                    + ". Say Muster.builder().policy(" + type.getSimpleName()
                    + ".class, …) before open(); child processes and"
                    + " the shared runtime have none.");
        }
        return made(annotation, type, "the constructor of " + type.getName(), maker);
    }

    private static <P> P made(String annotation, Class<P> type, String by, Supplier<?> maker) {
        Object made;
        try {
            made = maker.get();
        } catch (RuntimeException | Error thrown) {
            throw new MusterException(annotation + ": " + by + " failed: " + Description.of(thrown), thrown);
        }
        if (!type.isInstance(made)) {
            throw new MusterException(annotation + ": " + by + " gave "
                    + (made == null ? "null" : "a " + made.getClass().getName()) + " instead of a policy");
        }
        return type.cast(made);
    }

    private static Map<String, Object> map(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
