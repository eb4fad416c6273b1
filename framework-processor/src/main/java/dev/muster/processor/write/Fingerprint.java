package dev.muster.processor.write;

import com.palantir.javapoet.TypeName;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Component;
import dev.muster.processor.model.Shape;
import dev.muster.processor.model.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A number that changes when what crosses for a method changes: its parameters and result with everything that they are made
 * of. The first 64 bits of a SHA-256 over a canonical text.
 */
final class Fingerprint {
    private final Map<TypeName, List<Component>> records;
    private final Set<TypeName> seen = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private Fingerprint(Map<TypeName, List<Component>> records) {
        this.records = records;
    }

    /** The fingerprint as a Java literal. */
    static String of(Target target, AnnotatedMethod method) {
        Fingerprint fingerprint = new Fingerprint(target.records());
        fingerprint.text.append(method.spec().signature());
        method.parameters().forEach(parameter -> fingerprint.add(parameter.shape()));
        fingerprint.text.append(method.result().kind());
        fingerprint.add(method.result().shape());
        return "0x" + HexFormat.of().toHexDigits(hash(fingerprint.text.toString())) + "L";
    }

    private void add(Shape shape) {
        text.append('(').append(shape.type());
        if (shape instanceof Shape.EnumOf constants) {
            text.append(constants.constants());
        } else if (shape instanceof Shape.Serialized serialized) {
            text.append(serialized.allowed());
        } else if (shape instanceof Shape.RecordOf && seen.add(shape.type())) {
            records.getOrDefault(shape.type(), List.of()).forEach(component -> {
                text.append(component.name());
                add(component.shape());
            });
        }
        shape.parts().forEach(this::add);
        text.append(')');
    }

    private static long hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has SHA-256
        }
    }
}
