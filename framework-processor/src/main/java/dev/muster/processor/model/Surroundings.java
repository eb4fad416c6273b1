package dev.muster.processor.model;

import java.util.Set;

/**
 * What a dispatcher finds around it.
 *
 * @param seesGenerated whether its module reads the one with {@code @Generated}
 * @param hidesJavaLang whether its package has a class that is called like one of {@link #JAVA_LANG}
 */
public record Surroundings(boolean seesGenerated, boolean hidesJavaLang) {
    /** The classes of {@code java.lang} that dispatchers mention of their own accord. */
    public static final Set<String> JAVA_LANG = Set.of(
            "Boolean",
            "Byte",
            "Character",
            "Deprecated",
            "Double",
            "Float",
            "Integer",
            "Long",
            "Object",
            "Override",
            "SafeVarargs",
            "Short",
            "String",
            "SuppressWarnings",
            "Throwable",
            "Void");
}
