package dev.muster.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Lint;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import java.util.List;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/** Writes a dispatcher: constants, fields, constructors, then each method in its forms, then the calls behind them. */
public final class DispatcherWriter {
    private static final String PROCESSOR = "dev.muster.processor.MusterProcessor";

    private final Target target;
    private final Layout layout;
    private final Formats formats;

    private DispatcherWriter(Target target) {
        this.target = target;
        this.layout = new Layout(target);
        this.formats = new Formats(target, layout.formats());
    }

    /** The source of the dispatcher of a target that has passed every rule. */
    public static String write(Target target) {
        TypeSpec dispatcher = new DispatcherWriter(target).dispatcher();
        JavaFile file = JavaFile.builder(target.type().packageName(), dispatcher)
                .skipJavaLangImports(!target.surroundings().hidesJavaLang())
                .indent("    ")
                .build();
        return SourceTidying.tidy(file.toString());
    }

    private TypeSpec dispatcher() {
        TypeSpec.Builder dispatcher = head();
        layout.methods().forEach(method -> dispatcher.addField(CallMethodWriter.write(method)));
        if (!target.isStatic()) {
            dispatcher.addField(target.self(), Layout.TARGET, Modifier.PRIVATE, Modifier.FINAL);
        }
        layout.methods()
                .forEach(method ->
                        dispatcher.addField(Api.BOUND_METHOD, method.site(), Modifier.PRIVATE, Modifier.FINAL));
        ConstructorWriter.write(target, layout.methods(), dispatcher);
        layout.methods()
                .forEach(method -> method.method()
                        .forms()
                        .forEach(form -> FormWriter.of(form).write(method, dispatcher)));
        layout.methods().forEach(method -> addTypes(method, dispatcher));
        if (!formats.isEmpty()) {
            dispatcher.addType(formats.write());
        }
        return dispatcher.build();
    }

    private TypeSpec.Builder head() {
        TypeSpec.Builder head = TypeSpec.classBuilder(target.dispatcher())
                .addJavadoc(purpose() + "\n", target.type())
                .addJavadoc("\n<p>Generated from {@link $T}; changes belong there.", target.type())
                .addModifiers(Modifier.FINAL)
                .addTypeVariables(target.isStatic() ? List.of() : target.variables());
        if (target.surroundings().seesGenerated()) {
            head.addAnnotation(AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", PROCESSOR)
                    .build());
        }
        if (target.visibility() == Visibility.PUBLIC) {
            head.addModifiers(Modifier.PUBLIC);
        }
        MethodLayout.deprecation(target.deprecation()).forEach(head::addAnnotation);
        suppressed().forEach(head::addAnnotation);
        return head;
    }

    private String purpose() {
        return target.methods().stream().allMatch(AnnotatedMethod::isBlocking)
                ? "Runs the annotated methods of {@link $T} as their annotations say."
                : "Runs the annotated methods of {@link $T} on Muster's workers.";
    }

    /** What the user has been warned of already. */
    private List<AnnotationSpec> suppressed() {
        List<String> keys = target.allLints().stream().map(Lint::key).toList();
        return keys.isEmpty() ? List.of() : List.of(MethodLayout.suppressing(keys));
    }

    private void addTypes(MethodLayout method, TypeSpec.Builder dispatcher) {
        method.method().callRecord().ifPresent(name -> dispatcher.addType(CallRecordWriter.write(method)));
        if (method.method().hasCallClass()) {
            dispatcher.addType(new TaskWriter(method).write(formats));
        }
        if (method.method().hasArrayClass()) {
            dispatcher.addType(new ArrayCallWriter(method).write());
        }
    }
}
