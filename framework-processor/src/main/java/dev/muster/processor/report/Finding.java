package dev.muster.processor.report;

/**
 * One mistake, in the user's own names.
 *
 * @param code the stable number of the rule that was broken; its page is {@code docs/errors/MUSTER-<code>.md}
 * @param text what is wrong, one sentence
 * @param fix what to do about it, one sentence
 * @param place where
 * @param isWarning whether the user may mean it so
 */
public record Finding(int code, String text, String fix, Place place, boolean isWarning) {
    /** A mistake beyond doubt. */
    public Finding(int code, String text, String fix, Place place) {
        this(code, text, fix, place, false);
    }

    /** A likely mistake. */
    public static Finding warning(int code, String text, String fix, Place place) {
        return new Finding(code, text, fix, place, true);
    }

    /** What the user reads. */
    public String message() {
        return "[MUSTER-" + code + "] " + text + " " + fix;
    }
}
