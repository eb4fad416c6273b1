package dev.muster.processor.report;

import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/** Tells the compiler about findings. */
public final class Reporter {
    private final Messager messager;
    private final Optional<RepeatedAnnotations> repeated;

    /** Reports to a compiler. */
    public Reporter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.repeated = RepeatedAnnotations.of(environment);
    }

    /** Tells of a finding; it fails the compilation unless it is a warning. */
    public void report(Finding finding) {
        Diagnostic.Kind kind = finding.isWarning() ? Diagnostic.Kind.WARNING : Diagnostic.Kind.ERROR;
        Place place = finding.place();
        boolean isDone = repeated.isPresent() && repeated.get().report(kind, finding.message(), place);
        if (!isDone) {
            messager.printMessage(kind, finding.message(), place.element(), place.annotation(), place.value());
        }
    }
}
