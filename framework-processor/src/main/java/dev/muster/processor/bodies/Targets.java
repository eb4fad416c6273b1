package dev.muster.processor.bodies;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Form;
import dev.muster.processor.model.Target;
import dev.muster.processor.read.TargetReader;
import dev.muster.processor.read.UnresolvedTypeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The types with annotated methods, and their dispatchers, as far as bodies mention them; each is read once. */
final class Targets {
    private static final String DISPATCHER = "Dispatcher";

    private final Elements elements;
    private final Types types;
    private final TargetReader reader;
    private final Map<TypeElement, Optional<Target>> read = new HashMap<>();
    private final Map<TypeElement, Optional<Target>> dispatched = new HashMap<>();

    Targets(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        this.reader = new TargetReader(elements, types);
    }

    /** What a type is to its dispatcher, if it has one. */
    Optional<Target> target(TypeElement type) {
        return read.computeIfAbsent(type, this::read);
    }

    private Optional<Target> read(TypeElement type) {
        if (TargetReader.annotatedTypes(List.of(type)).stream().noneMatch(type::equals)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(type));
        } catch (UnresolvedTypeException broken) { // which javac reports
            return Optional.empty();
        }
    }

    /** The type behind a dispatcher, if it is one. */
    Optional<Target> behind(TypeElement dispatcher) {
        return dispatched.computeIfAbsent(dispatcher, this::find);
    }

    private Optional<Target> find(TypeElement dispatcher) {
        String name = dispatcher.getSimpleName().toString();
        if (!name.endsWith(DISPATCHER)) {
            return Optional.empty();
        }
        String here = MoreElements.getPackage(dispatcher).getQualifiedName().toString();
        String of = name.substring(0, name.length() - DISPATCHER.length());
        String prefix = here.isEmpty() ? "" : here + ".";
        return Optional.ofNullable(elements.getTypeElement(prefix + of))
                .or(() -> Optional.ofNullable(elements.getTypeElement(prefix + of.replace('_', '.'))))
                .flatMap(this::target)
                .filter(target -> target.dispatcher().equals(ClassName.get(dispatcher)));
    }

    /** The annotated method that an element is. */
    Optional<AnnotatedMethod> method(Target target, ExecutableElement element) {
        List<String> parameters = parameters(element);
        return target.methods().stream()
                .filter(method -> element.getSimpleName().contentEquals(method.name()))
                .filter(method -> parameters(method).equals(parameters))
                .findFirst();
    }

    /** The annotated method that a dispatcher's method calls, in whatever form. */
    Optional<AnnotatedMethod> dispatched(Target target, ExecutableElement element) {
        String name = element.getSimpleName().toString();
        List<String> parameters = parameters(element);
        return target.methods().stream()
                .filter(method ->
                        name.equals(method.prefix()) && parameters(method).equals(parameters))
                .findFirst()
                .or(() -> target.methods().stream()
                        .filter(method -> isFormOf(name, method))
                        .findFirst());
    }

    private static boolean isFormOf(String name, AnnotatedMethod method) {
        return Stream.of(Form.ALL, Form.STREAM, Form.ARRAY).anyMatch(form -> name.equals(form.nameFor(method)));
    }

    private List<String> parameters(ExecutableElement element) {
        return element.getParameters().stream()
                .map(parameter ->
                        TypeName.get(types.erasure(parameter.asType())).toString())
                .toList();
    }

    private static List<String> parameters(AnnotatedMethod method) {
        return method.erasures().stream().map(TypeName::toString).toList();
    }
}
