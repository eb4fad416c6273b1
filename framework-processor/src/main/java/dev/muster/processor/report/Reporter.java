package dev.muster.processor.report;

import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/** Tells the compiler about findings. */
public final class Reporter {
    private final Messager messager;

    /** Reports to {@code messager}. */
    public Reporter(Messager messager) {
        this.messager = messager;
    }

    /** Fails the compilation with a finding. */
    public void error(Finding finding) {
        Place place = finding.place();
        messager.printMessage(
                Diagnostic.Kind.ERROR, finding.message(), place.element(), place.annotation(), place.value());
    }
}
