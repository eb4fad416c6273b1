package dev.muster.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds how to get from a value to an object inside it, as in {@code Order.lines[3].lock}, for a message. Looks into arrays,
 * into collections and maps of the JDK, and into fields as far as their modules are open to it.
 */
final class ObjectPath {
    /** Gives up after so many objects. */
    private static final int OBJECT_LIMIT = 100_000;

    private final IdentityHashMap<Object, String> paths = new IdentityHashMap<>();
    private final Queue<Object> unvisited = new ArrayDeque<>();

    private ObjectPath() {}

    /** The path, or null if none was found. */
    static @Nullable String find(Object from, Object to) {
        ObjectPath search = new ObjectPath();
        search.found(from, from.getClass().getSimpleName());
        try {
            search.visitUntilFound(to);
        } catch (RuntimeException e) {
            // A collection changed under our hands: the message does without the path.
            return null;
        }
        return search.paths.get(to);
    }

    private void found(@Nullable Object object, String path) {
        if (object != null && paths.putIfAbsent(object, path) == null) {
            unvisited.add(object);
        }
    }

    private void visitUntilFound(Object target) {
        Object next = unvisited.poll();
        while (next != null && !paths.containsKey(target) && paths.size() < OBJECT_LIMIT) {
            visit(next, paths.getOrDefault(next, ""));
            next = unvisited.poll();
        }
    }

    private void visit(Object object, String path) {
        if (object instanceof Object[] array) {
            visitElements(Arrays.asList(array), path);
        } else if (object instanceof Collection<?> elements && AllowList.isOfJdk(object.getClass())) {
            visitElements(elements, path);
        } else if (object instanceof Map<?, ?> map && AllowList.isOfJdk(object.getClass())) {
            visitElements(map.keySet(), path + ".keySet()");
            visitElements(map.values(), path + ".values()");
        } else {
            visitFields(object, path);
        }
    }

    private void visitElements(Iterable<?> elements, String path) {
        int index = 0;
        for (Object element : elements) {
            found(element, path + "[" + index + "]");
            index++;
        }
    }

    private void visitFields(Object object, String path) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                visitField(object, field, path);
            }
        }
    }

    private void visitField(Object object, Field field, String path) {
        int modifiers = field.getModifiers();
        boolean written = !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
        if (written && !field.getType().isPrimitive() && field.trySetAccessible()) {
            found(valueOf(field, object), path + "." + field.getName());
        }
    }

    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was made accessible", e);
        }
    }
}
