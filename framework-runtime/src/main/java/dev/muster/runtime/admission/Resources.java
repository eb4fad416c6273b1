package dev.muster.runtime.admission;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one name: one without a key, and one for each key.
 *
 * <p>A keyed resource lives while it is used. A few idle ones are kept, so that a hot key does not cost a new object each time;
 * beyond {@link #KEPT}, each new one makes the {@code hand} sweep over two others and retire those that are idle (the clock
 * algorithm), so that the number stays bounded by what is in use. A resource is retired under its latch and then removed; who
 * comes in between sees that, and replaces it.
 *
 * @param <T> the kind of resource
 */
public final class Resources<T extends Resource> {
    private static final int KEPT = 2_048;

    final Admission admission;
    final String name;
    private final BiFunction<Resources<?>, @Nullable Object, T> maker;
    private final T unkeyed;
    private final ConcurrentHashMap<Object, T> keyed = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private @Nullable Iterator<T> hand; // guarded by sweeping

    Resources(Admission admission, String name, BiFunction<Resources<?>, @Nullable Object, T> maker) {
        this.admission = admission;
        this.name = name;
        this.maker = maker;
        this.unkeyed = maker.apply(this, null);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The resource without a key. */
    public T unkeyed() {
        return unkeyed;
    }

    /**
     * The resource of a key. Use it for a request at once, or ask again.
     *
     * @throws NullPointerException if the key is null
     */
    public T of(Object key) {
        T known = keyed.get(Objects.requireNonNull(key, () -> "the key of " + name + " is null"));
        return known != null ? known : make(key);
    }

    private T make(Object key) {
        T made = maker.apply(this, key);
        T earlier = keyed.putIfAbsent(key, made);
        if (keyed.mappingCount() > KEPT && sweeping.compareAndSet(false, true)) {
            try {
                sweep();
                sweep();
            } finally {
                sweeping.set(false);
            }
        }
        return earlier == null ? made : earlier;
    }

    private void sweep() {
        Iterator<T> at = hand;
        if (at == null || !at.hasNext()) {
            hand = at = keyed.values().iterator();
        }
        T swept = at.hasNext() ? at.next() : null;
        if (swept != null && swept.retire()) {
            remove(swept);
        }
    }

    /** A key whose hash or equality throws is for those to hear of who ask for it, not for whoever sweeps. */
    private void remove(T swept) {
        try {
            keyed.remove(Objects.requireNonNull(swept.key), swept);
        } catch (RuntimeException | Error ofTheKey) {
            // It stays, retired.
        }
    }

    /** What has taken the place of a resource that was retired. */
    T replace(Resource retired) {
        Object key = Objects.requireNonNull(retired.key);
        keyed.remove(key, retired);
        return of(key);
    }

    /** Drops a keyed resource, whether or not it is idle. */
    void forget(Resource keyedOne) {
        keyed.remove(Objects.requireNonNull(keyedOne.key), keyedOne);
    }

    /** How many keyed resources there are now, idle ones included. */
    public int size() {
        return keyed.size();
    }

    void forEach(Consumer<? super T> action) {
        action.accept(unkeyed);
        keyed.values().forEach(action);
    }
}
