package dev.muster.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.muster.At;
import dev.muster.Mode;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.spec.Claim;
import java.util.ArrayList;
import java.util.List;

/** Generated javadoc: links to the user's source, and on which terms its methods run. */
final class Docs {
    private Docs() {}

    /** A javadoc link to the method. */
    static CodeBlock link(MethodLayout layout) {
        AnnotatedMethod method = layout.method();
        CodeBlock types =
                method.erasures().stream().map(type -> CodeBlock.of("$T", type)).collect(CodeBlock.joining(", "));
        return CodeBlock.of("{@link $T#$L($L)}", layout.target().type(), method.name(), types);
    }

    /** What a call waits for, holds and sets: a sentence each, with a space before it; nothing for plain methods. */
    static CodeBlock terms(MethodLayout layout) {
        AnnotatedMethod method = layout.method();
        List<CodeBlock> sentences = new ArrayList<>();
        addWaits(method, sentences);
        addHolds(layout, sentences);
        addEnd(method, sentences);
        method.terms().limits().ifPresent(limits -> sentences.add(CodeBlock.of(" It $L.", listed(limits.texts()))));
        if (method.hasPolicies()) {
            List<String> policies = method.terms().policies().stream()
                    .map(policy -> "{@code " + policy + "}")
                    .toList();
            String are = policies.size() == 1 ? "policy is" : "policies are";
            sentences.add(CodeBlock.of(" Its $L $L.", are, listed(policies)));
        }
        return CodeBlock.join(sentences, "");
    }

    private static void addWaits(AnnotatedMethod method, List<CodeBlock> sentences) {
        List<String> waits = new ArrayList<>();
        for (Claim claim : method.spec().terms().claims()) {
            if (claim instanceof Claim.Event event) {
                waits.add("event \"" + event.name() + "\"" + keys(event));
            } else if (claim instanceof Claim.Barrier barrier && barrier.at() == At.ENTRY) {
                waits.add(parties(barrier));
            }
        }
        if (!waits.isEmpty()) {
            sentences.add(CodeBlock.of(" It waits for $L.", listed(waits)));
        }
    }

    private static void addHolds(MethodLayout layout, List<CodeBlock> sentences) {
        List<String> holds = new ArrayList<>();
        for (Claim claim : layout.method().spec().terms().claims()) {
            if (claim instanceof Claim.Lock lock) {
                holds.add("lock \"" + lock.name() + "\"" + keys(lock)
                        + (lock.mode() == Mode.SHARED ? " together with other readers" : ""));
            } else if (claim instanceof Claim.Permits permits) {
                holds.add(permits(permits));
            }
        }
        if (!holds.isEmpty()) {
            sentences.add(CodeBlock.of(" It holds $L while it runs$L.", listed(holds), condition(layout)));
        }
    }

    private static CodeBlock condition(MethodLayout layout) {
        String condition = layout.method().spec().terms().condition();
        return condition.isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.of(
                        ", and starts once {@link $T#$L()} is true",
                        layout.target().type(),
                        condition);
    }

    private static void addEnd(AnnotatedMethod method, List<CodeBlock> sentences) {
        for (Claim.Event event : method.spec().terms().fires()) {
            sentences.add(CodeBlock.of(" Its success sets event \"$L\"$L.", event.name(), keys(event)));
        }
        method.terms().claims(Claim.Barrier.class).stream()
                .filter(barrier -> barrier.at() == At.EXIT)
                .forEach(barrier -> sentences.add(CodeBlock.of(" It is done after $L.", parties(barrier))));
    }

    private static String parties(Claim.Barrier barrier) {
        return (barrier.parties() == 0 ? "all calls of its fan-out" : "all " + barrier.parties() + " parties")
                + " at barrier \"" + barrier.name() + "\"" + keys(barrier);
    }

    private static String permits(Claim.Permits permits) {
        return permits.take() + " of " + permits.permits() + " permits"
                + (permits.name().isEmpty() ? " of its own" : " \"" + permits.name() + "\"") + keys(permits);
    }

    private static String keys(Claim claim) {
        List<String> keys =
                claim.keys().stream().map(key -> "{@code " + key + "}").toList();
        return keys.isEmpty() ? "" : " of " + listed(keys);
    }

    private static String listed(List<String> items) {
        int last = items.size() - 1;
        return last == 0 ? items.get(0) : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
