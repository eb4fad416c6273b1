package dev.muster.processor.read;

import com.google.auto.common.MoreElements;
import dev.muster.FireEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a module of which a part is compiled now: classes in the same packages, and those in the folder that classes are
 * written to, which the class path must have, too, for us to look into them.
 */
public final class CompiledBefore {
    private static final String CLASS = ".class";
    private static final Path PROBE = Path.of("muster", "probe");

    private final Elements elements;
    private final Filer filer;

    /** Looks with the compiler's help. */
    public CompiledBefore(ProcessingEnvironment environment) {
        elements = environment.getElementUtils();
        filer = environment.getFiler();
    }

    /** The events that its methods set, and those of {@code types}; empty if there are classes that we cannot look into. */
    public Optional<Set<String>> eventsSet(Collection<TypeElement> types) {
        Set<PackageElement> packages = new HashSet<>();
        types.forEach(type -> packages.add(MoreElements.getPackage(type)));
        if (!types.isEmpty()) {
            ModuleElement module = elements.getModuleOf(types.iterator().next());
            for (String name : writtenClasses()) {
                TypeElement type =
                        module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
                if (type == null) {
                    return Optional.empty();
                }
                packages.add(MoreElements.getPackage(type));
            }
        }
        Set<String> events = new HashSet<>();
        packages.forEach(
                here -> ElementFilter.typesIn(here.getEnclosedElements()).forEach(type -> addEvents(type, events)));
        return Optional.of(events);
    }

    private static void addEvents(TypeElement type, Set<String> events) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            WrittenAnnotation.all(method, List.of(FireEvent.class, FireEvent.List.class))
                    .forEach(annotation -> events.add(annotation.string("value")));
        }
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(inner -> addEvents(inner, events));
    }

    private List<String> writtenClasses() {
        Path folder = folder();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(CompiledBefore::isClass)
                    .map(file ->
                            file.substring(0, file.length() - CLASS.length()).replaceAll("[/\\\\]", "."))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** One that is not within another: those come with it. */
    private static boolean isClass(String file) {
        return file.endsWith(CLASS) && !file.contains("$") && !file.contains("-info");
    }

    /** Null if classes are not written to one folder, or it is not for us to know. */
    private @Nullable Path folder() {
        try {
            Path probe = Path.of(filer.getResource(StandardLocation.CLASS_OUTPUT, "muster", "probe")
                    .toUri());
            return probe.endsWith(PROBE) ? probe.resolve("../..").normalize() : null;
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException notThere) {
            return null;
        }
    }
}
