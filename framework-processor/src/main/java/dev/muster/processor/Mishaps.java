package dev.muster.processor;

import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.processor.report.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** What no rule can foresee. */
final class Mishaps {
    private static final int LOCAL_CLASS = 103;
    private static final int NAME_TAKEN = 108;
    private static final int BUG = 900;

    private Mishaps() {}

    /** The method is in a class that only its own block can see. */
    static Finding localClass(Element method) {
        return new Finding(
                LOCAL_CLASS,
                "Method " + method.getSimpleName()
                        + " belongs to a local or anonymous class, which no dispatcher can see.",
                "Give the class a name of its own, outside of methods, initialisers and the bodies of enum constants"
                        + " (a static nested class will do), and use it there.",
                Place.of(method));
    }

    /** The file of the dispatcher exists already: written by hand, or for a type whose name differs only in dots. */
    static Finding nameTaken(Target target) {
        String dispatcher = SimpleNames.of(target.dispatcher());
        return new Finding(
                NAME_TAKEN,
                "The dispatcher of " + target + " would be called " + dispatcher
                        + ", but there is such a class already.",
                "Rename " + target + " or the other class.",
                target.place());
    }

    /** The processor failed. */
    static Finding bug(TypeElement type, RuntimeException bug) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        return new Finding(
                BUG,
                "Muster's annotation processor failed at " + type.getQualifiedName() + "; this is a bug in Muster.",
                "Please report it with the source of the class and this trace:\n" + trace,
                Place.of(type));
    }
}
