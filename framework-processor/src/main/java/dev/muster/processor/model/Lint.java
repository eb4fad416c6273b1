package dev.muster.processor.model;

/** A warning that the user has been given already and that generated code must not repeat. */
public enum Lint {
    /** Use of something deprecated. */
    DEPRECATION("deprecation"),
    /** Use of something that will go. */
    REMOVAL("removal"),
    /** Use of a generic type without arguments. */
    RAWTYPES("rawtypes"),
    /** Overloads that a lambda might confuse. */
    OVERLOADS("overloads"),
    /** A generic array for varargs. */
    UNCHECKED("unchecked"),
    /** Use of a generic varargs array. */
    VARARGS("varargs"),
    /** A type in a public signature that readers of the module may not see. */
    EXPORTS("exports");

    private final String key;

    Lint(String key) {
        this.key = key;
    }

    /** What {@code @SuppressWarnings} calls it. */
    public String key() {
        return key;
    }
}
