package dev.muster.spec;

/** What pools, permits and other resources may be called, for the compiler and the runtime alike. */
public final class Identifiers {
    private Identifiers() {}

    /** Whether a name is a plain identifier: of ASCII letters, digits and underscores, not beginning with a digit. */
    public static boolean isPlain(String name) {
        return !name.isEmpty() && !isDigit(name.charAt(0)) && name.chars().allMatch(Identifiers::isPlain);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
