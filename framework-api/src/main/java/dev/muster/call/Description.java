package dev.muster.call;

import org.jspecify.annotations.Nullable;

/** What messages say of an object of the user's: an input, a result or an exception. */
public final class Description {
    private Description() {}

    /**
     * The object's {@code toString}, or {@code "null"}; its class, if {@code toString} throws or returns null. Never throws and
     * never returns null, since a message about a failure must not fail itself.
     */
    public static String of(@Nullable Object shown) {
        if (shown == null) {
            return "null";
        }
        try {
            String text = shown.toString();
            return text == null ? className(shown) + ", whose toString() returns null" : text;
        } catch (Throwable thrown) {
            return className(shown) + ", whose toString() throws " + className(thrown);
        }
    }

    private static String className(Object shown) {
        return shown.getClass().getName();
    }
}
