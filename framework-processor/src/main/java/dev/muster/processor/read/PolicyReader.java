package dev.muster.processor.read;

import com.google.auto.common.AnnotationMirrors;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.AroundPolicy;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.Policy.Flaw;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Visibility;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the custom policies of methods and types. */
final class PolicyReader {
    private final Language language;
    private final PackageElement here;
    private final TypeReader types;
    private final ConstantReader constants;

    /** A reader for a dispatcher in this package; {@code types} notes what it mentions. */
    PolicyReader(Language language, PackageElement here, TypeReader types) {
        this.language = language;
        this.here = here;
        this.types = types;
        this.constants = new ConstantReader(language, here, types);
    }

    /** The policies of an element, outermost first. */
    List<Policy> read(Element element) {
        List<Policy> policies = new ArrayList<>();
        for (Occurrence occurrence : Occurrence.of(element)) {
            occurrence.enforced().ifPresent(by -> policies.add(policy(occurrence, by, element instanceof TypeElement)));
        }
        return policies;
    }

    private Policy policy(Occurrence occurrence, AnnotationMirror by, boolean isOfType) {
        TypeElement type = enforcer(by);
        DeclaredType declared = (DeclaredType) type.asType();
        List<Policy.Member> members = members(occurrence.mirror());
        boolean provided =
                AnnotationMirrors.getAnnotationValue(by, "provided").getValue().equals(true);
        return new Policy(
                occurrence.type().getSimpleName().toString(),
                isSource(occurrence.type()),
                (ClassName) raw(declared),
                language.is(declared, AroundPolicy.class.getCanonicalName()),
                language.is(declared, AdmissionPolicy.class.getCanonicalName()),
                provided,
                isOfType,
                flaw(type, provided, memberTypes(occurrence.mirror())),
                constructors(type).map(constructor -> text(type, constructor)).toList(),
                members,
                occurrence.place());
    }

    private TypeElement enforcer(AnnotationMirror by) {
        Object value = AnnotationMirrors.getAnnotationValue(by, "value").getValue();
        if (value instanceof DeclaredType type && type.getKind() == TypeKind.DECLARED) {
            return Language.element(type);
        }
        if (value instanceof PrimitiveType
                || value instanceof ArrayType
                || value instanceof NoType) { // int.class and its like
            return language.elements().getTypeElement("java.lang.Object");
        }
        throw new UnresolvedTypeException(by + ".value");
    }

    private TypeName raw(DeclaredType type) {
        return types.read(language.types().erasure(type));
    }

    private static boolean isSource(TypeElement annotation) {
        Retention retention = annotation.getAnnotation(Retention.class);
        return retention != null && retention.value() == RetentionPolicy.SOURCE;
    }

    // ---------------------------------------------------------------- the annotation's members

    /** With the values that are not written, in the order of their declaration. */
    private List<Policy.Member> members(AnnotationMirror mirror) {
        Map<ExecutableElement, AnnotationValue> values = AnnotationMirrors.getAnnotationValuesWithDefaults(mirror);
        return declared(mirror).stream()
                .map(member -> constants.read(member, Objects.requireNonNull(values.get(member))))
                .toList();
    }

    private static List<TypeMirror> memberTypes(AnnotationMirror mirror) {
        return declared(mirror).stream().map(ExecutableElement::getReturnType).toList();
    }

    private static List<ExecutableElement> declared(AnnotationMirror mirror) {
        return ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements());
    }

    // ---------------------------------------------------------------- the class

    private Optional<Flaw> flaw(TypeElement type, boolean provided, List<TypeMirror> members) {
        if (language.visibility(type, here) == Visibility.PRIVATE) {
            return Optional.of(Flaw.HIDDEN);
        }
        if (provided) {
            return Optional.empty();
        }
        if (!type.getKind().isClass() || type.getModifiers().contains(Modifier.ABSTRACT)) {
            return Optional.of(Flaw.ABSTRACT);
        }
        if (type.getNestingKind() == NestingKind.MEMBER && !type.getModifiers().contains(Modifier.STATIC)) {
            return Optional.of(Flaw.INNER);
        }
        Optional<ExecutableElement> fitting = fitting(type, members);
        if (fitting.isEmpty()) {
            return Optional.of(Flaw.CONSTRUCTOR);
        }
        return fitting.get().getThrownTypes().stream().anyMatch(language::isChecked)
                ? Optional.of(Flaw.THROWS)
                : Optional.empty();
    }

    /** The constructor that the compiler would choose: one with just these types, or else the only one that takes them. */
    private Optional<ExecutableElement> fitting(TypeElement type, List<TypeMirror> members) {
        List<ExecutableElement> taking = constructors(type)
                .filter(constructor -> takes(constructor, members))
                .toList();
        return taking.stream()
                .filter(constructor -> takesExactly(constructor, members))
                .findFirst()
                .or(() -> taking.size() == 1 ? Optional.of(taking.get(0)) : Optional.empty());
    }

    private Stream<ExecutableElement> constructors(TypeElement type) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> language.own(constructor, here) != Visibility.PRIVATE);
    }

    private boolean takes(ExecutableElement constructor, List<TypeMirror> members) {
        return matches(
                constructor,
                members,
                (member, parameter) ->
                        language.types().isAssignable(member, language.types().erasure(parameter)));
    }

    private boolean takesExactly(ExecutableElement constructor, List<TypeMirror> members) {
        return matches(
                constructor,
                members,
                (member, parameter) -> language.types()
                        .isSameType(
                                language.types().erasure(member),
                                language.types().erasure(parameter)));
    }

    private static boolean matches(
            ExecutableElement constructor, List<TypeMirror> members, BiPredicate<TypeMirror, TypeMirror> fits) {
        if (constructor.getParameters().size() != members.size()) {
            return false;
        }
        for (int i = 0; i < members.size(); i++) {
            if (!fits.test(members.get(i), constructor.getParameters().get(i).asType())) {
                return false;
            }
        }
        return true;
    }

    private static String text(TypeElement type, ExecutableElement constructor) {
        return constructor.getParameters().stream()
                .map(parameter -> SimpleNames.of(TypeName.get(parameter.asType())))
                .collect(Collectors.joining(", ", type.getSimpleName() + "(", ")"));
    }
}
