package dev.muster.processor.read;

import dev.muster.processor.model.Construction;
import dev.muster.processor.model.Construction.Way;
import dev.muster.processor.model.Visibility;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Finds how a child process can come by an object of a class. */
final class ConstructionReader {
    private final Language language;

    ConstructionReader(Language language) {
        this.language = language;
    }

    Construction read(TypeElement type, PackageElement here) {
        if (language.is(type.asType(), "java.io.Serializable")) {
            return new Construction(Way.SENT, "", "");
        }
        return obstacle(type, here).orElse(new Construction(Way.BUILT, "", ""));
    }

    private Optional<Construction> obstacle(TypeElement type, PackageElement here) {
        if (type.getKind().isInterface()) {
            return none(
                    "it is an interface, and the child does not know which class to build",
                    "Annotate the method of the class that implements it, or let it extend Serializable.");
        }
        if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            return none(
                    "it is abstract, and the child does not know which subclass to build",
                    "Annotate the method of a concrete subclass, or let it implement Serializable.");
        }
        if (type.getNestingKind() == NestingKind.MEMBER && !type.getModifiers().contains(Modifier.STATIC)) {
            return none(
                    "it is an inner class, which needs an object of the class around it",
                    "Make the class or the method static.");
        }
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().isEmpty())
                .findFirst()
                .map(constructor -> obstacle(constructor, here))
                .orElseGet(
                        () -> none(
                                "it has no constructor without parameters",
                                "Give it one, or let it implement Serializable so that it is sent, or make the method static."));
    }

    private Optional<Construction> obstacle(ExecutableElement constructor, PackageElement here) {
        if (language.own(constructor, here) == Visibility.PRIVATE) {
            return none("its constructor without parameters is private", "Make the constructor package-private.");
        }
        return constructor.getThrownTypes().stream()
                .filter(language::isChecked)
                .findFirst()
                .flatMap(thrown -> none(
                        "its constructor without parameters throws the checked " + thrown,
                        "Throw an unchecked exception there, or let the class implement Serializable."));
    }

    private static Optional<Construction> none(String obstacle, String wayOut) {
        return Optional.of(new Construction(Way.NONE, obstacle, wayOut));
    }
}
