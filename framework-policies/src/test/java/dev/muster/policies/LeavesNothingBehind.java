package dev.muster.policies;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test there is no thread and no child process of ours that was not there before it. */
final class LeavesNothingBehind implements BeforeEachCallback, AfterEachCallback {
    private Set<String> before = Set.of();

    @Override
    public void beforeEach(ExtensionContext context) {
        before = present();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Waiting.until("an end of " + left(), () -> left().isEmpty());
    }

    private Set<String> left() {
        Set<String> left = present();
        left.removeAll(before);
        return left;
    }

    private static Set<String> present() {
        return Stream.of(threads(), children()).flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getClass().getName().startsWith("dev.muster."))
                .map(thread -> "thread " + thread.getName() + " " + System.identityHashCode(thread))
                .toList();
    }

    private static List<String> children() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> "process " + child.pid())
                .toList();
    }
}
