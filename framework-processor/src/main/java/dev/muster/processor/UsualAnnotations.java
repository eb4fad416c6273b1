package dev.muster.processor;

import com.google.auto.service.AutoService;
import dev.muster.policy.EnforcedBy;
import dev.muster.policy.GivesResult;
import dev.muster.policy.NamesParameter;
import dev.muster.processor.read.TargetReader;
import dev.muster.wire.ByCodec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Generated;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Claims Muster's annotations, and the one that dispatchers carry: {@code -Xlint:processing} warns of what nobody claims. The
 * work is done by {@link MusterProcessor}, which comes before and can only claim all or nothing.
 */
@AutoService(Processor.class)
public final class UsualAnnotations extends AbstractProcessor {
    static final Set<String> NAMES = Stream.of(
                    TargetReader.ANNOTATIONS,
                    TargetReader.OF_PARAMETERS,
                    List.of(EnforcedBy.class, GivesResult.class, NamesParameter.class, ByCodec.class, Generated.class))
            .flatMap(List::stream)
            .map(Class::getCanonicalName)
            .collect(Collectors.toUnmodifiableSet());

    /** Called by the compiler. */
    public UsualAnnotations() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return NAMES;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return true;
    }
}
