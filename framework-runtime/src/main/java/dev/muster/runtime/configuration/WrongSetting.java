package dev.muster.runtime.configuration;

import dev.muster.spec.Nearest;
import java.util.Collection;

/** A setting that Muster cannot obey; the message says where it stands, what is wrong and what was expected. */
final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WrongSetting(String message) {
        super(message);
    }

    /** The key is not known. {@code guess} is the nearest one that is, or empty. */
    static WrongSetting key(Setting setting, String why, String expected, String guess) {
        return new WrongSetting(setting + " " + why + ". Expected is " + expected + "." + meant(guess));
    }

    /** The value does not fit the key. */
    static WrongSetting value(Setting setting, String why, String expected) {
        return new WrongSetting(setting + " " + why + ". Expected is " + expected + ".");
    }

    /** As the other form, for a value that is one of a few words. */
    static WrongSetting value(Setting setting, String why, String expected, Collection<String> words) {
        String guess = Nearest.to(setting.text(), words).orElse("");
        return new WrongSetting(setting + " " + why + ". Expected is " + expected + "." + meant(guess));
    }

    /** The value breaks a rule that the compiler checks, too, under this code. */
    static WrongSetting rule(int code, Setting setting, String why, String fix) {
        return new WrongSetting("[MUSTER-" + code + "] " + setting + " " + why + ". " + fix);
    }

    private static String meant(String guess) {
        return guess.isEmpty() ? "" : " Did you mean " + guess + "?";
    }
}
