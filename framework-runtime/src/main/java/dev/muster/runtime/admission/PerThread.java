package dev.muster.runtime.admission;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each thread has of its own, made when it is asked for, and made anew once nobody else holds it any more. A thread only
 * points at it: one that lives longer than the application, such as a server's, would otherwise keep all classes of that.
 */
final class PerThread<T> {
    @SuppressWarnings("ThreadLocalUsage") // this is what is static
    private final ThreadLocal<@Nullable WeakReference<T>> known = new ThreadLocal<>();

    private final Supplier<T> maker;

    PerThread(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        WeakReference<T> reference = known.get();
        T value = reference == null ? null : reference.get();
        return value != null ? value : make();
    }

    private T make() {
        T made = maker.get();
        set(made);
        return made;
    }

    void set(T value) {
        known.set(new WeakReference<>(value));
    }

    void remove() {
        known.remove();
    }
}
