package dev.muster.examples.puzzles;

/** What a smoker needs; each has one of them without end, and waits for the others. */
enum Ingredient {
    TOBACCO,
    PAPER,
    MATCHES
}
