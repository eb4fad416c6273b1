package dev.muster.processor.check;

import dev.muster.spec.Identifiers;
import dev.muster.spec.Nearest;
import java.util.Collection;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** What findings propose in place of a name. */
final class Suggestion {
    private Suggestion() {}

    /** Whether one of these was meant, as a question; empty if none resembles the name. */
    static Optional<String> among(Collection<String> known, String name) {
        return Nearest.to(name, known).map(nearest -> "Did you mean \"" + nearest + "\"?");
    }

    /** A plain identifier that resembles {@code name}, or else {@code fallback}. */
    static String identifier(String name, String fallback) {
        String plain = name.trim().replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
        if (plain.isEmpty()) {
            return fallback;
        }
        boolean usable = Identifiers.isPlain(plain) && !SourceVersion.isKeyword(plain);
        return usable ? plain : "_" + plain;
    }
}
