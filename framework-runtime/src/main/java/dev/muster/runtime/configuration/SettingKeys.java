package dev.muster.runtime.configuration;

import dev.muster.spec.Nearest;
import java.util.Collection;
import java.util.List;

/** How keys are made of parts. */
final class SettingKeys {
    private SettingKeys() {}

    static List<String> parts(String key) {
        return List.of(key.split("\\.", -1));
    }

    /** Whether all can be names of packages, classes or methods. */
    static boolean areIdentifiers(Collection<String> parts) {
        return parts.stream().allMatch(SettingKeys::isIdentifier);
    }

    private static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().allMatch(Character::isJavaIdentifierPart);
    }

    /** The key with the nearest of these names as its last part, or empty. */
    static String last(String key, Collection<String> names) {
        int end = key.lastIndexOf('.') + 1;
        return Nearest.to(key.substring(end), names)
                .map(name -> key.substring(0, end) + name)
                .orElse("");
    }

    /** The key with the nearest of these names as its first part, or empty. */
    static String first(String key, Collection<String> names) {
        String first = parts(key).get(0);
        return Nearest.to(first, names)
                .map(name -> name + key.substring(first.length()))
                .orElse("");
    }
}
