package dev.muster.runtime.protocol;

import java.io.ObjectInputFilter;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in throwables, the JDK's plain values and collections, and what throwables declare as the types of their fields.
 *
 * <p>For one stream: {@code declared} grows with every class of a failure that the stream brings.
 */
final class FailureFilter implements ObjectInputFilter {
    private static final long DEEPEST = 1_000;

    /** An element takes a byte at least; hash tables have more room than elements. */
    private static final int MOST_PER_BYTE = 4;

    private static final Set<String> PACKAGES = Set.of(
            "java.io",
            "java.lang",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.sql",
            "java.time",
            "java.time.chrono",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic");

    private final int length;
    private final Set<Class<?>> declared = new HashSet<>();
    private @Nullable Class<?> rejected;

    /** For a stream of so many bytes. */
    FailureFilter(int length) {
        this.length = length;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > DEEPEST || info.arrayLength() > MOST_PER_BYTE * (long) length) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        return type == null ? Status.UNDECIDED : check(elementOf(type));
    }

    private Status check(Class<?> type) {
        if (Throwable.class.isAssignableFrom(type) || declared.stream().anyMatch(each -> each.isAssignableFrom(type))) {
            declare(type);
            return Status.ALLOWED;
        }
        if (isValue(type)) {
            return Status.ALLOWED;
        }
        rejected = type;
        return Status.REJECTED;
    }

    /** The class that was not let in, if there was one. */
    @Nullable
    Class<?> rejected() {
        return rejected;
    }

    private static boolean isValue(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || type == Object.class || PACKAGES.contains(type.getPackageName());
    }

    /** Lets the types of a class's fields in; a type that everything belongs to says nothing. */
    private void declare(Class<?> type) {
        ObjectStreamClass description = ObjectStreamClass.lookup(type);
        if (description == null || Throwable.class == type) {
            return;
        }
        for (ObjectStreamField field : description.getFields()) {
            Class<?> of = elementOf(field.getType());
            if (!of.isPrimitive() && of != Object.class && !of.isInterface()) {
                declared.add(of);
            }
        }
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        for (Class<?> of = element.getComponentType(); of != null; of = of.getComponentType()) {
            element = of;
        }
        return element;
    }
}
