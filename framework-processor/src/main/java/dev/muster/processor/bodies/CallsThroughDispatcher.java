package dev.muster.processor.bodies;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an annotation promises holds for calls through the dispatcher alone. A caller that has claimed the same may go directly. */
final class CallsThroughDispatcher implements BodyRule {
    private static final int CODE = 451;

    @Override
    public Optional<Finding> check(Invocation invocation) {
        AnnotatedMethod called = invocation.called();
        List<Need> needs = called.terms().needs();
        if (invocation.way() != Invocation.Way.DIRECT
                || needs.isEmpty()
                || invocation.caller().filter(caller -> claims(caller, needs)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                CODE,
                invocation.by() + " calls " + called + " directly, so that nobody asks for " + inWords(needs) + ".",
                "Call it through " + invocation.target().dispatcher().simpleName()
                        + " or, if this is meant, write @SuppressWarnings(\"MUSTER-451\").",
                invocation.place()));
    }

    private static boolean claims(AnnotatedMethod caller, List<Need> needs) {
        List<String> claimed =
                caller.terms().needs().stream().map(Need::toString).toList();
        return needs.stream().map(Need::toString).allMatch(claimed::contains);
    }

    private static String inWords(List<Need> needs) {
        return needs.stream().map(Need::toString).distinct().collect(Collectors.joining(" and "));
    }
}
