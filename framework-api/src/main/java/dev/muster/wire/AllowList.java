package dev.muster.wire;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which classes may be in one value; {@link WireFormats#object} states the rules. What a class that was admitted
 * declares is promised from then on: a value is walked from the outside in, and in the same order on both sides.
 */
final class AllowList {
    /** Types that a class declares for what its instances hold. Class values, so that class loaders can be collected. */
    private static final ClassValue<Set<Class<?>>> DECLARED = new ClassValue<>() {
        @Override
        protected Set<Class<?>> computeValue(Class<?> type) {
            return typesHeldBy(type);
        }
    };

    private static final Set<String> VALUE_PACKAGES = Set.of(
            "java.math",
            "java.time",
            "java.time.chrono",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    private static final Set<String> VALUE_CLASSES = Set.of(
            "java.io.File",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.StringBuffer",
            "java.lang.StringBuilder",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetAddress",
            "java.net.InetSocketAddress",
            "java.net.URI",
            "java.util.regex.Pattern",
            "sun.util.calendar.ZoneInfo");

    private final Class<?> type;
    private final Set<Class<?>> promised = new HashSet<>();
    private final Set<Class<?>> admitted = new HashSet<>();

    /**
     * For a value of a declared type.
     *
     * @param allowed what else the declaration promises
     */
    AllowList(Class<?> type, Set<Class<?>> allowed) {
        this.type = type;
        promised.add(elementOf(type));
        allowed.forEach(also -> promised.add(elementOf(also)));
    }

    boolean admits(Class<?> type) {
        Class<?> element = elementOf(type);
        if (element.isPrimitive() || isValue(element) || admitted.contains(element)) {
            return true;
        }
        if (!isPromised(element)) {
            return false;
        }
        admit(element);
        return true;
    }

    /**
     * Tells the user why an object is refused, and what to do.
     *
     * @param place where in the value the object is, or an empty string
     */
    String refusal(Class<?> refused, String place) {
        String declared = type.getTypeName();
        if (refused == SerializedLambda.class) {
            return "A lambda" + place
                    + " cannot cross to another process. Pass an object of a Serializable class instead.";
        }
        boolean serializable = Serializable.class.isAssignableFrom(refused);
        String reason =
                serializable ? "it is none of the types that " + declared + " declares" : "it is not Serializable";
        String remedy = serializable ? "Declare its type" : "Make it Serializable";
        return refused.getTypeName() + place + " cannot cross to another process: " + reason + ". " + remedy
                + ", or pass a record of parts that can cross, or register a Codec for " + declared + ".";
    }

    private boolean isPromised(Class<?> type) {
        if (promised.contains(type) || promised.stream().anyMatch(promise -> promisesSubtype(promise, type))) {
            return true;
        }
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing != null && admits(enclosing);
    }

    private void admit(Class<?> type) {
        for (Class<?> next = type; next != null && admitted.add(next); next = next.getSuperclass()) {
            promised.addAll(DECLARED.get(next));
        }
    }

    private static boolean promisesSubtype(Class<?> promise, Class<?> type) {
        return promise.isAssignableFrom(type) && (!isOpen(promise) || isOfApplication(type));
    }

    /**
     * Whether a type says nothing about what is meant, as Serializable, Comparable and Object do. A user who declares one may
     * put any class of the application there. But few classes of the JDK are meant to be read from a stream, and some do
     * whatever the stream says, so that those stay limited to the values above.
     */
    private static boolean isOpen(Class<?> promise) {
        return promise == Object.class || (promise.isInterface() && isOfJdk(promise));
    }

    /** Lambdas and proxies do not count: what they do is up to the stream. */
    private static boolean isOfApplication(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        boolean ofPlatform = loader == null || loader == ClassLoader.getPlatformClassLoader() || isOfJdk(type);
        return !ofPlatform && !type.isHidden() && !Proxy.isProxyClass(type);
    }

    private static boolean isValue(Class<?> type) {
        return VALUE_PACKAGES.contains(type.getPackageName()) || VALUE_CLASSES.contains(type.getName());
    }

    static boolean isOfJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private static Set<Class<?>> typesHeldBy(Class<?> type) {
        Set<Class<?>> types = new HashSet<>();
        Type superclass = type.getGenericSuperclass();
        if (superclass instanceof ParameterizedType) {
            collect(superclass, types);
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                collectField(field, types);
            }
        }
        return types;
    }

    /** A type variable is known by its arguments, which are declared elsewhere, unless its bound says something. */
    private static void collectField(Field field, Set<Class<?>> types) {
        Class<?> erased = elementOf(field.getType());
        if (!(isOpen(erased) && isVariable(field.getGenericType()))) {
            types.add(erased);
        }
        collect(field.getGenericType(), types);
    }

    private static boolean isVariable(Type type) {
        return type instanceof TypeVariable
                || (type instanceof GenericArrayType array && isVariable(array.getGenericComponentType()));
    }

    private static void collect(Type type, Set<Class<?>> types) {
        if (type instanceof Class<?> plain) {
            types.add(elementOf(plain));
        } else if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), types);
            collectAll(generic.getActualTypeArguments(), types);
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), types);
        } else if (type instanceof WildcardType wildcard) {
            collectAll(wildcard.getUpperBounds(), types);
        }
    }

    private static void collectAll(Type[] all, Set<Class<?>> types) {
        Arrays.stream(all).forEach(type -> collect(type, types));
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
