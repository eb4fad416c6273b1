package dev.muster.processor.read;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeVariableName;
import dev.muster.AwaitCondition;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Idempotent;
import dev.muster.Key;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Priority;
import dev.muster.Timeout;
import dev.muster.policy.EnforcedBy;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.KeyParameter;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Written;
import dev.muster.processor.report.Place;
import dev.muster.wire.ByCodec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads a type with annotated methods.
 *
 * <p>Only methods that the type declares itself count. Those that it inherits belong to the dispatcher of the type that
 * declares them, which takes subclasses as targets.
 */
public final class TargetReader {
    /** The annotations whose methods a dispatcher offers, and the containers of those that are repeated. */
    public static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(
            Parallel.class,
            Guarded.class,
            Guarded.List.class,
            Permits.class,
            Permits.List.class,
            AwaitEvent.class,
            AwaitEvent.List.class,
            FireEvent.class,
            FireEvent.List.class,
            Barrier.class,
            AwaitCondition.class,
            Timeout.class,
            Idempotent.class,
            Priority.class);

    /** The annotations of those methods' parameters. */
    public static final List<Class<? extends Annotation>> OF_PARAMETERS = List.of(Key.class, Key.List.class);

    private static final Set<String> NAMES = names(ANNOTATIONS);
    private static final Set<String> NAMES_OF_PARAMETERS = names(OF_PARAMETERS);

    private final Language language;

    /** A reader for one round. */
    public TargetReader(Elements elements, Types types) {
        this.language = new Language(elements, types);
    }

    /**
     * Reads {@code type}.
     *
     * @throws UnresolvedTypeException if it mentions a type that is not there yet
     */
    public Target read(TypeElement type) {
        PackageElement here = MoreElements.getPackage(type);
        List<ExecutableElement> annotated = annotatedMethods(type);
        Map<Element, String> renamed = renamed(type, annotated);
        TypeReader types = new TypeReader(language, here, renamed);
        ShapeReader shapes = new ShapeReader(language, here, byCodec(type));
        List<Policy> policies = new PolicyReader(language, here, types).read(type);
        MethodReader methods = new MethodReader(language, type, here, renamed, shapes, policies);
        List<TypeVariableName> variables =
                variables(type).stream().map(types::declaration).toList();
        List<AnnotatedMethod> read = annotated.stream().map(methods::read).toList();
        return new Target(
                ClassName.get(type),
                types.read(type.asType()),
                variables,
                kind(type),
                language.visibility(type, here),
                language.hiddenBy(type),
                new ConstructionReader(language).read(type, here),
                language.deprecation(type),
                lints(type, here, types.lints(), read),
                unambiguous(read),
                strayKeys(type),
                policies,
                strayTerms(type),
                shapes.records(),
                language.surroundings(here),
                Place.of(type));
    }

    /**
     * Those of some types, and of the types inside them, that have Muster's annotations.
     *
     * <p>Looks for itself: the Eclipse compiler does not find annotated members of annotation types, and javac would search
     * everything once for each annotation.
     */
    public static List<TypeElement> annotatedTypes(Collection<? extends Element> around) {
        List<TypeElement> found = new ArrayList<>();
        around.forEach(element -> addAnnotated(element, found));
        return found;
    }

    private static void addAnnotated(Element element, List<TypeElement> found) {
        if (element instanceof TypeElement type) {
            List<? extends Element> members = type.getEnclosedElements();
            if (hasAnnotations(type, members)) {
                found.add(type);
            }
            members.forEach(member -> addAnnotated(member, found));
        }
    }

    private static boolean hasAnnotations(TypeElement type, List<? extends Element> members) {
        return members.stream().anyMatch(TargetReader::isAnnotatedMember)
                || (type.getKind() != ElementKind.ANNOTATION_TYPE
                        && Occurrence.of(type).stream().anyMatch(Occurrence::matters));
    }

    private static boolean isAnnotatedMember(Element member) {
        return member instanceof ExecutableElement executable
                && (member.getKind() == ElementKind.METHOD ? isAnnotated(executable) : hasKey(executable));
    }

    /** The types that the class, or one around it, says are carried by codecs. */
    private static Set<String> byCodec(TypeElement type) {
        Set<String> names = new HashSet<>();
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            WrittenAnnotation.on(at, ByCodec.class).ifPresent(annotation -> names.addAll(annotation.classes("value")));
        }
        return names;
    }

    private static List<ExecutableElement> annotatedMethods(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(TargetReader::isAnnotated)
                .toList();
    }

    /** Whether a method belongs into a dispatcher: for its own annotations, or for a parameter's. */
    private static boolean isAnnotated(ExecutableElement method) {
        return Occurrence.of(method).stream().anyMatch(TargetReader::isForDispatcher) || hasKey(method);
    }

    private static boolean isForDispatcher(Occurrence occurrence) {
        return NAMES.contains(occurrence.type().getQualifiedName().toString())
                || occurrence.enforced().isPresent();
    }

    /** Whether an annotation of this name is one of Muster's that methods and their parameters have. */
    static boolean isOfMuster(String name) {
        return NAMES.contains(name) || NAMES_OF_PARAMETERS.contains(name);
    }

    /** Whether an annotation means something to Muster by itself: its own, a policy, or one that carries such. */
    public static boolean matters(TypeElement annotation) {
        return isOfMuster(annotation.getQualifiedName().toString())
                || MoreElements.isAnnotationPresent(annotation, EnforcedBy.class)
                || Occurrence.of(annotation).stream().anyMatch(Occurrence::matters)
                || Occurrence.isContainer(annotation);
    }

    private static boolean hasKey(ExecutableElement executable) {
        return executable.getParameters().stream().anyMatch(parameter -> has(parameter, NAMES_OF_PARAMETERS));
    }

    private static boolean has(Element element, Set<String> annotations) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(mirror -> annotations.contains(Language.element(mirror.getAnnotationType())
                        .getQualifiedName()
                        .toString()));
    }

    private static Set<String> names(List<Class<? extends Annotation>> annotations) {
        return annotations.stream().map(Class::getCanonicalName).collect(Collectors.toUnmodifiableSet());
    }

    private List<KeyParameter> strayKeys(TypeElement type) {
        KeyReader keys = new KeyReader(language);
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .flatMap(constructor -> keys.read(constructor).stream())
                .toList();
    }

    /** What annotations on the type carry that belongs on methods. */
    private static List<Written> strayTerms(TypeElement type) {
        return WrittenAnnotation.all(type, ANNOTATIONS).stream()
                .map(WrittenAnnotation::written)
                .toList();
    }

    private static Target.Kind kind(TypeElement type) {
        return switch (type.getKind()) {
            case ANNOTATION_TYPE -> Target.Kind.ANNOTATION;
            case INTERFACE -> Target.Kind.INTERFACE;
            case RECORD -> Target.Kind.RECORD;
            case ENUM -> Target.Kind.ENUM;
            default -> Target.Kind.CLASS;
        };
    }

    /** The type's variables and, around an inner class, those of the enclosing types, which come first. */
    private static List<TypeParameterElement> variables(TypeElement type) {
        List<TypeParameterElement> all = new ArrayList<>();
        if (!type.getModifiers().contains(Modifier.STATIC) && type.getEnclosingElement() instanceof TypeElement outer) {
            all.addAll(variables(outer));
        }
        all.addAll(type.getTypeParameters());
        return all;
    }

    /** New names for those variables of the type that a method's own hide. */
    private static Map<Element, String> renamed(TypeElement type, List<ExecutableElement> methods) {
        Set<String> taken = methods.stream()
                .flatMap(method -> method.getTypeParameters().stream())
                .map(variable -> variable.getSimpleName().toString())
                .collect(Collectors.toCollection(HashSet::new));
        Map<Element, String> renamed = new HashMap<>();
        for (TypeParameterElement variable : variables(type)) {
            String name = variable.getSimpleName().toString();
            String free = name;
            for (int i = 2; !taken.add(free); i++) {
                free = name + i;
            }
            renamed.put(variable, free);
        }
        return renamed;
    }

    /** In an exported package, a public dispatcher shows Muster's types to readers that may not read Muster's module. */
    private List<Lint> lints(
            TypeElement type, PackageElement here, Set<Lint> mentioned, List<AnnotatedMethod> methods) {
        Set<Lint> lints = EnumSet.noneOf(Lint.class);
        lints.addAll(mentioned);
        language.collectLints(type, lints);
        Element module = language.elements().getModuleOf(here);
        if (module != null
                && !module.getSimpleName().isEmpty()
                && type.getModifiers().contains(Modifier.PUBLIC)) {
            lints.add(Lint.EXPORTS);
        }
        long prefixes = methods.stream().map(AnnotatedMethod::prefix).distinct().count();
        if (prefixes < methods.size()) {
            lints.add(Lint.OVERLOADS);
        }
        return List.copyOf(lints);
    }

    /** Two overloads may look alike by the simple names of their parameters; then they get the full ones. */
    private static List<AnnotatedMethod> unambiguous(List<AnnotatedMethod> methods) {
        Set<String> seen = new HashSet<>();
        Set<String> ambiguous = methods.stream()
                .map(method -> method.spec().signature())
                .filter(signature -> !seen.add(signature))
                .collect(Collectors.toSet());
        return methods.stream()
                .map(method -> ambiguous.contains(method.spec().signature()) ? qualified(method) : method)
                .toList();
    }

    private static AnnotatedMethod qualified(AnnotatedMethod method) {
        String types = method.erasures().stream().map(Object::toString).collect(Collectors.joining(",", "(", ")"));
        return method.with(method.spec().signed(method.name() + types));
    }
}
