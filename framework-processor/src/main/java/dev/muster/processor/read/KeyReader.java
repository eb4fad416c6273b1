package dev.muster.processor.read;

import dev.muster.processor.model.KeyParameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Reads which parameters are marked as keys. */
final class KeyReader {
    private final KeyTypes types;

    KeyReader(Language language) {
        this.types = new KeyTypes(language);
    }

    /** The marks, in the order of the signature. */
    List<KeyParameter> read(ExecutableElement method) {
        return method.getParameters().stream().flatMap(this::read).toList();
    }

    private Stream<KeyParameter> read(VariableElement parameter) {
        List<WrittenAnnotation> marks = WrittenAnnotation.all(parameter, TargetReader.OF_PARAMETERS);
        if (marks.isEmpty()) {
            return Stream.empty();
        }
        Optional<String> obstacle = types.obstacle(parameter.asType());
        return marks.stream()
                .map(mark -> new KeyParameter(
                        parameter.getSimpleName().toString(),
                        mark.string("value"),
                        obstacle,
                        mark.written().at("value")));
    }
}
