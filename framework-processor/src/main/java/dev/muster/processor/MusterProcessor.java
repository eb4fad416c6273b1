package dev.muster.processor;

import com.google.auto.service.AutoService;
import dev.muster.processor.check.Module;
import dev.muster.processor.check.Rules;
import dev.muster.processor.model.Target;
import dev.muster.processor.read.CompiledBefore;
import dev.muster.processor.read.TargetReader;
import dev.muster.processor.read.UnresolvedTypeException;
import dev.muster.processor.report.Finding;
import dev.muster.processor.report.Reporter;
import dev.muster.processor.write.DispatcherWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Writes a dispatcher for every type with annotated methods: reads, checks, writes. In the end checks what the types of the
 * compilation share, which changes nothing in what was written.
 *
 * <p>A type that mentions types which are not there yet waits for the next round. In the last round what still waits is left
 * to the compiler, which reports the missing types itself, but for {@link Circles}.
 */
@AutoService(Processor.class)
public final class MusterProcessor extends AbstractProcessor {
    private final Set<String> waiting = new LinkedHashSet<>();
    private final SortedMap<String, Target> handled = new TreeMap<>();

    /** Called by the compiler. */
    public MusterProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        LocalClasses.watch(environment, reporter());
    }

    /** All: annotations of the user's may be policies, or stand for Muster's. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    /** The option for the map, and what Gradle must know: a dispatcher has one origin, the map has all of them. */
    @Override
    public Set<String> getSupportedOptions() {
        boolean maps = isInitialized() && new MapFiles(processingEnv).isWanted();
        return Set.of(MapFiles.OPTION, "org.gradle.annotation.processing." + (maps ? "aggregating" : "isolating"));
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /**
     * Claims all annotations of a round, so that {@code -Xlint:processing} is content, if there are policies of the user's among
     * them and none that another processor can want. The price: javac asks no further one in that round. Else {@link
     * UsualAnnotations} claims what is Muster's.
     */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!round.processingOver()) {
            TargetReader reader = reader();
            takeWaiting().forEach(type -> handle(type, reader));
            TargetReader.annotatedTypes(round.getRootElements()).forEach(type -> handle(type, reader));
        } else {
            new Circles(takeWaiting(), reader()).findings().forEach(reporter()::report);
            checkTogether(round);
        }
        List<? extends TypeElement> others = annotations.stream()
                .filter(annotation -> !isUsual(annotation.getQualifiedName().toString()))
                .toList();
        return !others.isEmpty() && others.stream().allMatch(TargetReader::matters);
    }

    private static boolean isUsual(String annotation) {
        return annotation.startsWith("java.lang.") || UsualAnnotations.NAMES.contains(annotation);
    }

    private List<TypeElement> takeWaiting() {
        List<TypeElement> types = elements(waiting);
        waiting.clear();
        return types;
    }

    private List<TypeElement> elements(Set<String> names) {
        List<TypeElement> types = new ArrayList<>();
        names.forEach(name -> types.add(processingEnv.getElementUtils().getTypeElement(name)));
        return types;
    }

    /** Reads, checks and writes one type. A bug in here fails the compilation with an error at the type. */
    private void handle(TypeElement type, TargetReader reader) {
        try {
            Target target = reader.read(type);
            List<Finding> findings = Rules.check(target);
            findings.forEach(reporter()::report);
            handled.put(type.getQualifiedName().toString(), findings.isEmpty() ? target : Rules.sound(target));
            if (findings.isEmpty()) {
                write(target, type);
            }
        } catch (UnresolvedTypeException later) {
            waiting.add(type.getQualifiedName().toString());
        } catch (RuntimeException bug) {
            reporter().report(Mishaps.bug(type, bug));
        }
    }

    /**
     * Checks all types of the compilation together, in the order of their names, which is the same in every build. What is
     * only likely is left aside where something else is wrong.
     */
    private void checkTogether(RoundEnvironment round) {
        List<Finding> findings = findings().stream()
                .filter(finding -> !finding.isWarning() || !round.errorRaised())
                .toList();
        findings.forEach(reporter()::report);
        MapFiles map = new MapFiles(processingEnv);
        if (map.isWanted() && !round.errorRaised() && findings.stream().allMatch(Finding::isWarning)) {
            map.write(List.copyOf(handled.values()), elements(handled.keySet()));
        }
    }

    /**
     * What is wrong with the types together. Where something is, they are read once more: of elements that were met in earlier
     * rounds, the compiler has forgotten the places.
     */
    private List<Finding> findings() {
        List<TypeElement> types = elements(handled.keySet());
        if (check(handled.values(), types).isEmpty()) {
            return List.of();
        }
        TargetReader reader = reader();
        return check(
                types.stream().flatMap(type -> again(type, reader).stream()).toList(), types);
    }

    private List<Finding> check(Collection<Target> targets, List<TypeElement> types) {
        return Rules.check(new Module(List.copyOf(targets), () -> new CompiledBefore(processingEnv).eventsSet(types)));
    }

    /** Reads a type once more; where that fails now, the compiler has errors of its own to report. */
    private static Optional<Target> again(TypeElement type, TargetReader reader) {
        try {
            return Optional.of(Rules.sound(reader.read(type)));
        } catch (UnresolvedTypeException broken) {
            return Optional.empty();
        }
    }

    private void write(Target target, TypeElement origin) {
        String source = DispatcherWriter.write(target);
        try (Writer file = open(target, origin)) {
            file.write(source);
        } catch (FilerException taken) {
            reporter().report(Mishaps.nameTaken(target));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Writer open(Target target, TypeElement origin) throws IOException {
        return processingEnv
                .getFiler()
                .createSourceFile(target.dispatcher().toString(), origin)
                .openWriter();
    }

    private TargetReader reader() {
        return new TargetReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    }

    private Reporter reporter() {
        return new Reporter(processingEnv);
    }
}
