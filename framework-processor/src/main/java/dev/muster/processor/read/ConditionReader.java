package dev.muster.processor.read;

import dev.muster.processor.model.Condition;
import dev.muster.processor.model.Condition.Namesake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Looks up the conditions that methods of a type await, among the methods that it declares and inherits. */
final class ConditionReader {
    private final Language language;
    private final TypeElement type;
    private final PackageElement here;

    ConditionReader(Language language, TypeElement type, PackageElement here) {
        this.language = language;
        this.type = type;
        this.here = here;
    }

    Condition read(WrittenAnnotation annotation) {
        String name = annotation.string("value");
        List<Namesake> namesakes = named(name).stream().map(this::namesake).toList();
        if (namesakes.isEmpty()) {
            language.requireSupertypes(type.asType());
        }
        return new Condition(name, namesakes, offers(), annotation.written().at("value"));
    }

    /** The method that a condition of this name stands for, if there is one. */
    Optional<ExecutableElement> meant(String name) {
        return named(name).stream()
                .filter(method -> method.getParameters().isEmpty())
                .findFirst();
    }

    private List<ExecutableElement> named(String name) {
        return methods().stream()
                .filter(method -> method.getSimpleName().contentEquals(name))
                .toList();
    }

    private List<ExecutableElement> methods() {
        return ElementFilter.methodsIn(language.elements().getAllMembers(type));
    }

    private List<String> offers() {
        return methods().stream()
                .filter(method -> method.getParameters().isEmpty())
                .filter(method -> method.getReturnType().getKind() == TypeKind.BOOLEAN)
                .map(method -> method.getSimpleName().toString())
                .distinct()
                .toList();
    }

    private Namesake namesake(ExecutableElement method) {
        TypeReader types = new TypeReader(language, here, Map.of());
        return new Namesake(
                method.getParameters().size(),
                types.read(method.getReturnType()),
                language.own(method, here),
                method.getModifiers().contains(Modifier.STATIC),
                method.getThrownTypes().stream()
                        .filter(language::isChecked)
                        .findFirst()
                        .map(types::read));
    }
}
