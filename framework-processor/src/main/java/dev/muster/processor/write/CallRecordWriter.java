package dev.muster.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Parameter;
import dev.muster.processor.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code record MCall(A a, B b)}, the arguments of one call of a fan-out. */
final class CallRecordWriter {
    /** What a record's component must not be called. */
    private static final List<String> FORBIDDEN =
            List.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** Of Error Prone; nobody compares these records, or changes what is in them. */
    private static final String ARRAYS = "ArrayRecordComponent";

    private CallRecordWriter() {}

    static TypeSpec write(MethodLayout layout) {
        AnnotatedMethod method = layout.method();
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        List<String> names = componentNames(method);
        for (int i = 0; i < names.size(); i++) {
            constructor.addParameter(method.parameters().get(i).type(), names.get(i));
        }
        TypeSpec.Builder record = TypeSpec.recordBuilder(name(layout))
                .addJavadoc("The arguments of one call of $L in a fan-out.", Docs.link(layout))
                .addTypeVariables(Inputs.mentioned(layout))
                .recordConstructor(constructor.build());
        if (method.visibility() == Visibility.PUBLIC && layout.target().visibility() == Visibility.PUBLIC) {
            record.addModifiers(Modifier.PUBLIC);
        }
        if (method.parameters().stream().anyMatch(parameter -> parameter.type() instanceof ArrayTypeName)) {
            record.addAnnotation(MethodLayout.suppressing(ARRAYS));
        }
        return record.build();
    }

    /** The record with the method's own type variables as arguments. */
    static TypeName type(MethodLayout layout) {
        return Inputs.applied(name(layout), Inputs.mentioned(layout));
    }

    /** The arguments, taken out of the record. */
    static List<CodeBlock> parts(MethodLayout layout, String record) {
        List<CodeBlock> parts = new ArrayList<>();
        componentNames(layout.method()).forEach(name -> parts.add(CodeBlock.of("$N.$N()", record, name)));
        return parts;
    }

    private static ClassName name(MethodLayout layout) {
        return layout.target()
                .dispatcher()
                .nestedClass(layout.method().callRecord().orElseThrow());
    }

    private static List<String> componentNames(AnnotatedMethod method) {
        NameAllocator names = new NameAllocator();
        FORBIDDEN.forEach(name -> Names.fresh(names, name));
        return method.parameters().stream()
                .map(Parameter::name)
                .map(name -> Names.fresh(names, name))
                .toList();
    }
}
