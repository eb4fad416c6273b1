package dev.muster.processor.check;

import javax.lang.model.SourceVersion;

/** Plain identifiers, and how to come by one. */
final class Identifiers {
    private Identifiers() {}

    /** Letters, digits and underscores, not beginning with a digit. */
    static boolean isPlain(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    /** A plain identifier that resembles {@code name}, or else {@code fallback}. */
    static String nearest(String name, String fallback) {
        String plain = name.trim().replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
        if (plain.isEmpty()) {
            return fallback;
        }
        boolean usable = isPlain(plain) && !SourceVersion.isKeyword(plain);
        return usable ? plain : "_" + plain;
    }
}
