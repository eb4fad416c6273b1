package dev.muster.processor.read;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.TypeName;
import dev.muster.Parallel;
import dev.muster.Workers;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Result;
import dev.muster.processor.model.Shape;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Place;
import dev.muster.spec.MethodSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads one annotated method. */
final class MethodReader {
    private final Language language;
    private final String owner;
    private final PackageElement here;
    private final Map<Element, String> renamed;
    private final ShapeReader shapes;

    /** A reader for the methods of one type, whose binary name is {@code owner}. */
    MethodReader(
            Language language, String owner, PackageElement here, Map<Element, String> renamed, ShapeReader shapes) {
        this.language = language;
        this.owner = owner;
        this.here = here;
        this.renamed = renamed;
        this.shapes = shapes;
    }

    AnnotatedMethod read(ExecutableElement method) {
        WrittenAnnotation parallel = WrittenAnnotation.on(method, Parallel.class);
        TypeReader types = new TypeReader(language, here, renamed);
        List<Parameter> parameters = method.getParameters().stream()
                .map(parameter -> parameter(parameter, types, isRemote(parallel)))
                .toList();
        Result result = result(method.getReturnType(), types, isRemote(parallel));
        List<TypeName> thrown = types.readAll(method.getThrownTypes());
        language.collectLints(method, types.lints());
        noteVarargs(method, types);
        return new AnnotatedMethod(
                method.getSimpleName().toString(),
                spec(method, parameters, parallel),
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
                parallel.places());
    }

    private static boolean isRemote(WrittenAnnotation parallel) {
        return parallel.constant("on", Workers.class) == Workers.PROCESSES;
    }

    private MethodSpec spec(ExecutableElement method, List<Parameter> parameters, WrittenAnnotation parallel) {
        String types = parameters.stream()
                .map(parameter -> SimpleNames.of(parameter.erasure()))
                .collect(Collectors.joining(",", "(", ")"));
        MethodSpec spec = MethodSpec.of(owner, method.getSimpleName() + types)
                .on(parallel.constant("on", Workers.class))
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
