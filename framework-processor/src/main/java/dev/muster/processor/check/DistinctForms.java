package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Form;
import dev.muster.processor.model.Signature;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generated methods must differ in name or erased parameters, and generated records in name. */
final class DistinctForms implements TogetherRule {
    private static final int CODE = 106;

    @Override
    public List<Finding> check(Target target) {
        List<Finding> findings = new ArrayList<>();
        Map<Signature, AnnotatedMethod> methods = new HashMap<>();
        Map<String, AnnotatedMethod> records = new HashMap<>();
        for (AnnotatedMethod method : target.methods()) {
            Optional<Finding> finding = clash(target, method, methods).or(() -> recordClash(target, method, records));
            finding.ifPresent(findings::add);
            if (finding.isEmpty()) {
                signatures(method).forEach(signature -> methods.put(signature, method));
                method.callRecord().ifPresent(name -> records.put(name, method));
            }
        }
        return findings;
    }

    private static Optional<Finding> clash(
            Target target, AnnotatedMethod method, Map<Signature, AnnotatedMethod> taken) {
        return signatures(method).stream()
                .flatMap(signature -> Optional.ofNullable(taken.get(signature))
                        .map(other -> finding(target, method, other, "the method " + signature))
                        .stream())
                .findFirst();
    }

    private static Optional<Finding> recordClash(
            Target target, AnnotatedMethod method, Map<String, AnnotatedMethod> taken) {
        return method.callRecord()
                .flatMap(name -> Optional.ofNullable(taken.get(name))
                        .map(other -> finding(target, method, other, "the record " + name)));
    }

    private static List<Signature> signatures(AnnotatedMethod method) {
        return method.forms()
                .flatMap((Form form) -> form.signatures(method).stream())
                .toList();
    }

    private static Finding finding(Target target, AnnotatedMethod method, AnnotatedMethod other, String what) {
        return new Finding(
                CODE,
                method + " and " + other + " would both give " + SimpleNames.of(target.dispatcher()) + " " + what + ".",
                "Name one of them apart, such as " + (method.isBlocking() ? other : method) + " by @Parallel(name = \""
                        + suggestion(method.isBlocking() ? other : method) + "\").",
                method.place());
    }

    private static String suggestion(AnnotatedMethod method) {
        String last = method.parameters().isEmpty()
                ? "None"
                : SimpleNames.of(method.parameters().get(0).erasure()).replaceAll("[^A-Za-z0-9]", "");
        return method.prefix() + Character.toUpperCase(last.charAt(0)) + last.substring(1);
    }
}
