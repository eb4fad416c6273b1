package dev.muster.runtime.claims;

import dev.muster.RefusedException;
import dev.muster.runtime.admission.Resource;
import dev.muster.runtime.admission.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One claim of a method, as far as it is known before a call: the resource, or which of its keys to look up.
 *
 * @param family the resources of the name
 * @param take how many units
 * @param key the index of the key parameter, or {@link #UNKEYED}
 * @param keyName the name of the key parameter, or empty
 */
record Place<T extends Resource>(Resources<T> family, int take, int key, String keyName) {
    static final int UNKEYED = -1;

    /** One for each key of a claim, or one without a key. */
    static <T extends Resource> List<Place<T>> of(
            Resources<T> family, int take, List<String> keys, List<String> parameters) {
        if (keys.isEmpty()) {
            return List.of(new Place<>(family, take, UNKEYED, ""));
        }
        List<Place<T>> places = new ArrayList<>();
        for (String name : keys) {
            places.add(new Place<>(family, take, parameters.indexOf(name), name));
        }
        return places;
    }

    /**
     * The resource for one call.
     *
     * @throws RefusedException if the key is null
     */
    T resource(IntFunction<? extends @Nullable Object> keys) {
        return key == UNKEYED ? family.unkeyed() : of(keys.apply(key));
    }

    /** As the other form. */
    T resource(Object[] keys) {
        return key == UNKEYED ? family.unkeyed() : of(keys[key]);
    }

    private T of(@Nullable Object value) {
        if (value == null) {
            throw new RefusedException(
                    "the key '" + keyName + "' of " + family.name() + " is null: a key needs a value");
        }
        return family.of(value);
    }
}
