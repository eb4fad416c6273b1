package dev.muster.processor.check;

import dev.muster.processor.model.Need;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events can be set one after the other: none of them waits, by way of the methods that set it, for itself. */
final class NoCircleOfEvents implements ModuleRule {
    private static final int CODE = 432;

    @Override
    public List<Finding> check(Module module) {
        List<Finding> findings = new ArrayList<>();
        Events events = new Events(module.targets().stream()
                .flatMap(target -> target.methods().stream())
                .toList());
        for (Optional<List<Use>> circle = events.circle(); circle.isPresent(); circle = events.circle()) {
            findings.add(finding(events.fromLast(circle.get())));
            events.settle(circle.get().stream().map(Use::need).map(Need::name).toList());
        }
        return findings;
    }

    private static Finding finding(List<Use> circle) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < circle.size(); i++) {
            text.append(i == 0 ? circle.get(0).method().toString() : ", which")
                    .append(" awaits ")
                    .append(circle.get(i).need())
                    .append(" of ")
                    .append(circle.get((i + 1) % circle.size()).method());
        }
        return new Finding(
                CODE,
                text + ": none of them could ever start.",
                "Let one of them start without waiting, or set one of the events elsewhere under another name.",
                circle.get(0).need().place());
    }
}
