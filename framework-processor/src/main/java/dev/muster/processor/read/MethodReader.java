package dev.muster.processor.read;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.TypeName;
import dev.muster.Parallel;
import dev.muster.Priority;
import dev.muster.Workers;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Misfit;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.Result;
import dev.muster.processor.model.Shape;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.WrittenTerms;
import dev.muster.processor.report.Place;
import dev.muster.spec.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads one annotated method. */
final class MethodReader {
    private final Language language;
    private final TypeElement type;
    private final String owner;
    private final PackageElement here;
    private final Map<Element, String> renamed;
    private final ShapeReader shapes;
    private final List<Policy> ofType;
    private final ConditionReader conditions;

    /** A reader for the methods of one type. */
    MethodReader(
            Language language,
            TypeElement type,
            PackageElement here,
            Map<Element, String> renamed,
            ShapeReader shapes,
            List<Policy> ofType) {
        this.language = language;
        this.type = type;
        this.owner = language.elements().getBinaryName(type).toString();
        this.here = here;
        this.renamed = renamed;
        this.shapes = shapes;
        this.ofType = ofType;
        this.conditions = new ConditionReader(language, type, here);
    }

    AnnotatedMethod read(ExecutableElement method) {
        try {
            return readNow(method);
        } catch (UnresolvedTypeException missing) {
            throw missing.at(Place.of(method));
        }
    }

    private AnnotatedMethod readNow(ExecutableElement method) {
        List<WrittenAnnotation> annotations = WrittenAnnotation.all(method, TargetReader.ANNOTATIONS);
        Optional<WrittenAnnotation> parallel = WrittenAnnotation.on(method, Parallel.class);
        TypeReader types = new TypeReader(language, here, renamed);
        WrittenTerms terms = new TermsReader(conditions, new KeyReader(language))
                .read(method, annotations, policies(method, types), misfits(method));
        List<Parameter> parameters = method.getParameters().stream()
                .map(parameter -> parameter(parameter, types, isRemote(parallel)))
                .toList();
        Result result = result(method.getReturnType(), types, isRemote(parallel));
        List<TypeName> thrown = types.readAll(method.getThrownTypes());
        language.collectLints(method, types.lints());
        noteVarargs(method, types);
        noteCondition(terms, types);
        return new AnnotatedMethod(
                method.getSimpleName().toString(),
                terms.addTo(parallel.map(workers -> onWorkers(spec(method, parameters), workers))
                                .orElseGet(() -> spec(method, parameters).blocking()))
                        .priority(priority(method)),
                method.getTypeParameters().stream().map(types::declaration).toList(),
                parameters,
                method.isVarArgs(),
                result,
                thrown,
                language.own(method, here),
                method.getModifiers().contains(Modifier.STATIC),
                language.deprecation(method),
                List.copyOf(types.lints()),
                types.hidden(),
                Place.of(method),
                annotations.stream().map(WrittenAnnotation::written).toList(),
                terms,
                language.suppressed(method));
    }

    /** Those of the type, then its own. The dispatcher mentions them too. */
    private List<Policy> policies(ExecutableElement method, TypeReader types) {
        TypeReader mentions = new TypeReader(language, here, renamed);
        List<Policy> all = new ArrayList<>(ofType);
        all.addAll(new PolicyReader(language, here, mentions).read(method));
        types.lints().addAll(mentions.lints());
        return all;
    }

    private List<Misfit> misfits(ExecutableElement method) {
        MisfitReader reader = new MisfitReader(language, method);
        List<Misfit> all = reader.read(method);
        if (!ofType.isEmpty()) {
            all.addAll(reader.read(type));
        }
        return all;
    }

    private static boolean isRemote(Optional<WrittenAnnotation> parallel) {
        return parallel.isPresent() && parallel.get().constant("on", Workers.class) == Workers.PROCESSES;
    }

    private static int priority(ExecutableElement method) {
        return WrittenAnnotation.on(method, Priority.class)
                .map(annotation -> annotation.integer("value"))
                .orElse(Priority.NORMAL);
    }

    private MethodSpec spec(ExecutableElement method, List<Parameter> parameters) {
        String types = parameters.stream()
                .map(parameter -> SimpleNames.of(parameter.erasure()))
                .collect(Collectors.joining(",", "(", ")"));
        return MethodSpec.of(owner, method.getSimpleName() + types);
    }

    private static MethodSpec onWorkers(MethodSpec plain, WrittenAnnotation parallel) {
        MethodSpec spec = plain.on(parallel.constant("on", Workers.class))
                .workers(parallel.integer("workers"))
                .pool(parallel.string("pool"));
        return parallel.string("name").isEmpty() ? spec : spec.named(parallel.string("name"));
    }

    private Parameter parameter(VariableElement parameter, TypeReader types, boolean remote) {
        TypeMirror type = parameter.asType();
        return new Parameter(
                parameter.getSimpleName().toString(),
                types.read(type),
                types.erasure(type),
                shape(type, types, remote),
                Place.of(parameter));
    }

    private Result result(TypeMirror type, TypeReader types, boolean remote) {
        if (type.getKind() == TypeKind.VOID) {
            return new Result(Result.Kind.NOTHING, TypeName.VOID, new Shape.Nothing(TypeName.VOID));
        }
        TypeName whole = types.read(type);
        return new Promises(language)
                .promised(type)
                .map(value -> new Result(Result.Kind.PROMISE, types.read(value), resultShape(value, types, remote)))
                .orElseGet(() -> new Result(Result.Kind.VALUE, whole, resultShape(type, types, remote)));
    }

    /** A {@code Void} need not cross to be null. */
    private Shape resultShape(TypeMirror type, TypeReader types, boolean remote) {
        return shape(type, types, remote && !language.is(type, "java.lang.Void"));
    }

    /** Only methods that run elsewhere have anything to cross. */
    private Shape shape(TypeMirror type, TypeReader types, boolean remote) {
        return remote ? shapes.read(type) : new Shape.Nothing(types.read(type));
    }

    /** The dispatcher mentions the condition too. */
    private void noteCondition(WrittenTerms terms, TypeReader types) {
        terms.condition()
                .flatMap(condition -> conditions.meant(condition.name()))
                .ifPresent(condition -> language.collectLints(condition, types.lints()));
    }

    /** A generic array for varargs is warned of where it is declared and where it is passed on. */
    private void noteVarargs(ExecutableElement method, TypeReader types) {
        if (method.isVarArgs()) {
            VariableElement last =
                    method.getParameters().get(method.getParameters().size() - 1);
            TypeMirror erased = language.types().erasure(last.asType());
            if (!language.types().isSameType(erased, last.asType())) {
                types.lints().add(Lint.VARARGS);
                if (!MoreElements.isAnnotationPresent(method, SafeVarargs.class)) {
                    types.lints().add(Lint.UNCHECKED);
                }
            }
        }
    }
}
