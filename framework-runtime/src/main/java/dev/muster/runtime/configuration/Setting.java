package dev.muster.runtime.configuration;

/**
 * A key and its value, as somebody wrote them. Immutable.
 *
 * @param strength of two settings of one thing the one with the higher strength holds
 * @param key without the prefix {@code muster.} of system properties
 * @param place where it stands, in words
 */
public record Setting(int strength, String key, String value, String place) {
    /** The value as the readers of numbers, kinds and durations want it. */
    String text() {
        return value.strip();
    }

    /** The setting, for messages: {@code queueLimit = 8 (muster.properties in file:/etc/app/)}; without secrets. */
    @Override
    public String toString() {
        boolean isSecret = key.startsWith("pool.") && key.contains("." + PoolSettings.ENVIRONMENT);
        return key + " = " + (isSecret ? "…" : text()) + " (" + place + ")";
    }
}
