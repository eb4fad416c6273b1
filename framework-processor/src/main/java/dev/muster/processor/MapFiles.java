package dev.muster.processor;

import dev.muster.processor.map.ResourceMap;
import dev.muster.processor.model.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/** Writes the module's map beside its classes, where that is wanted. */
final class MapFiles {
    /** The option of the compiler that asks for the map. */
    static final String OPTION = "muster.map";

    private static final String FOLDER = "META-INF/muster/";

    private final ProcessingEnvironment environment;

    MapFiles(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Whether the user has asked for it. */
    boolean isWanted() {
        return "true".equals(environment.getOptions().get(OPTION));
    }

    /** Writes the files, if there is anything to see. */
    void write(List<Target> targets, List<TypeElement> origins) {
        ResourceMap map = ResourceMap.of(targets);
        if (!map.isEmpty()) {
            map.files().forEach((name, text) -> write(name, text, origins));
        }
    }

    private void write(String name, String text, List<TypeElement> origins) {
        try (Writer file = environment
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", FOLDER + name, origins.toArray(new Element[0]))
                .openWriter()) {
            file.write(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
