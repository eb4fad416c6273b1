package dev.muster.processor;

import com.google.auto.service.AutoService;
import dev.muster.processor.check.Module;
import dev.muster.processor.check.Rules;
import dev.muster.processor.model.Target;
import dev.muster.processor.read.TargetReader;
import dev.muster.processor.read.UnresolvedTypeException;
import dev.muster.processor.report.Finding;
import dev.muster.processor.report.Reporter;
import dev.muster.processor.write.DispatcherWriter;
import dev.muster.wire.ByCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Generated;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes a dispatcher for every type with annotated methods: reads, checks, writes. In the end checks what the types of the
 * compilation share, which changes nothing in what was written.
 *
 * <p>A type that mentions types which are not there yet waits for the next round. In the last round what still waits is left
 * to the compiler, which reports the missing types itself.
 */
@AutoService(Processor.class)
public final class MusterProcessor extends AbstractProcessor {
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<String> handled = new TreeSet<>();

    /** Called by the compiler. */
    public MusterProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        LocalClasses.watch(environment, reporter());
    }

    /** Muster's annotations, and the one that dispatchers carry: {@code -Xlint:processing} warns of what nobody claims. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Stream.of(TargetReader.ANNOTATIONS, TargetReader.OF_PARAMETERS, List.of(ByCodec.class, Generated.class))
                .flatMap(List::stream)
                .map(Class::getCanonicalName)
                .collect(Collectors.toSet());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /**
     * Claims what it supports, so that {@code -Xlint:processing} is content. The price: javac asks no further processor in a
     * round whose annotations are all Muster's.
     */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!round.processingOver()) {
            takeWaiting().forEach(this::handle);
            annotatedTypes(round).forEach(this::handle);
        } else {
            checkTogether(round);
        }
        return true;
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

    private static Set<TypeElement> annotatedTypes(RoundEnvironment round) {
        Set<TypeElement> types = new LinkedHashSet<>();
        Stream.of(TargetReader.ANNOTATIONS, TargetReader.OF_PARAMETERS)
                .flatMap(List::stream)
                .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
                .forEach(element -> types.add(typeAround(element)));
        return types;
    }

    /** The type that a method or parameter belongs to. */
    private static TypeElement typeAround(Element element) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            if (at instanceof TypeElement type) {
                return type;
            }
        }
        throw new IllegalArgumentException(element + " belongs to no type");
    }

    /** Reads, checks and writes one type. A bug in here fails the compilation with an error at the type. */
    private void handle(TypeElement type) {
        try {
            Target target = reader().read(type);
            List<Finding> findings = Rules.check(target);
            findings.forEach(reporter()::report);
            handled.add(type.getQualifiedName().toString());
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
     * Checks all types of the compilation together, in the order of their names, which is the same in every build. They are
     * read once more: of elements that were met in earlier rounds, the compiler has forgotten the places. What is only likely
     * is left aside where something else is wrong.
     */
    private void checkTogether(RoundEnvironment round) {
        List<TypeElement> types = elements(handled);
        List<Target> targets =
                types.stream().flatMap(type -> again(type).stream()).toList();
        Rules.check(new Module(targets, event -> reader().isSetBeside(types, event))).stream()
                .filter(finding -> !finding.isWarning() || !round.errorRaised())
                .forEach(reporter()::report);
    }

    /** Reads a type once more; where that fails now, the compiler has errors of its own to report. */
    private Optional<Target> again(TypeElement type) {
        try {
            return Optional.of(reader().read(type));
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
