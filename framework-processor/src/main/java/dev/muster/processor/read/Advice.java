package dev.muster.processor.read;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What to do about a type that cannot cross; a sentence without its period. */
final class Advice {
    static final String RAW = "Write its type arguments";
    static final String HIDDEN = "Make it package-private or more visible";
    static final String OTHER_TYPE = "Use a record, a collection or a value type instead";
    private static final String CODEC = ", or name it in @ByCodec and register a Codec for it";

    private Advice() {}

    /** For a type that is not serializable. */
    static String about(TypeMirror type) {
        return type instanceof DeclaredType declared ? about(Language.element(declared)) : OTHER_TYPE;
    }

    /** For a type that is not serializable. */
    static String about(TypeElement type) {
        boolean platforms = type.getQualifiedName().toString().startsWith("java.");
        boolean open = type.getKind() == ElementKind.INTERFACE
                || type.getQualifiedName().contentEquals("java.lang.Object");
        if (platforms) {
            return open
                    ? "Use a more definite type, or Serializable (a type variable can have it as a further bound)"
                            + CODEC
                    : OTHER_TYPE + CODEC;
        }
        return open
                ? "Let it extend Serializable, or seal it and let it permit records and enums only" + CODEC
                : "Make it a record, or let it implement Serializable" + CODEC;
    }
}
