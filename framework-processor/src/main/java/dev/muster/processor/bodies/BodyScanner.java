package dev.muster.processor.bodies;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.processor.report.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Goes through the bodies of one class, shows the rules what it meets, and reports where it is. */
final class BodyScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Set<String> WAITS = Set.of("join", "get", "awaitEnd", "outcomes");

    private final Trees trees;
    private final Targets targets;
    private final List<BodyRule> rules;
    private @Nullable ExecutableElement method;
    private List<Invocation> calls = new ArrayList<>();
    private Set<Tree> callTrees = new HashSet<>();

    BodyScanner(Trees trees, Targets targets, List<BodyRule> rules) {
        this.trees = trees;
        this.targets = targets;
        this.rules = rules;
    }

    /** A dispatcher itself calls its target directly, and may. */
    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
        return trees.getElement(getCurrentPath()) instanceof TypeElement type
                        && targets.behind(type).isPresent()
                ? null
                : super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
        ExecutableElement outer = method;
        List<Invocation> outerCalls = calls;
        Set<Tree> outerTrees = callTrees;
        method = trees.getElement(getCurrentPath()) instanceof ExecutableElement element ? element : null;
        calls = new ArrayList<>();
        callTrees = new HashSet<>();
        super.visitMethod(tree, null);
        body(tree);
        method = outer;
        calls = outerCalls;
        callTrees = outerTrees;
        return null;
    }

    private void body(MethodTree tree) {
        ExecutableElement here = method;
        BlockTree block = tree.getBody();
        if (here == null || block == null || calls.isEmpty()) {
            return;
        }
        annotated(here).ifPresent(annotated -> {
            boolean onlyCalls = block.getStatements().stream().allMatch(this::onlyCalls);
            boolean waits = calls.stream().anyMatch(call -> call.way() == Invocation.Way.AWAITED)
                    || block.getStatements().stream().anyMatch(BodyScanner::waitsForVariable);
            Body body = new Body(annotated, calls, onlyCalls, waits, Place.of(here));
            rules.forEach(rule -> rule.check(body).ifPresent(finding -> report(finding, here, tree)));
        });
    }

    // ---------------------------------------------------------------- calls

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
        super.visitMethodInvocation(tree, null);
        ExecutableElement here = method;
        Element called = trees.getElement(new TreePath(getCurrentPath(), tree.getMethodSelect()));
        if (here != null
                && called instanceof ExecutableElement executable
                && executable.getEnclosingElement() instanceof TypeElement owner) {
            invocation(tree, here, owner, executable).ifPresent(invocation -> met(invocation, tree, here));
        }
        return null;
    }

    private Optional<Invocation> invocation(
            MethodInvocationTree tree, ExecutableElement here, TypeElement owner, ExecutableElement called) {
        Optional<Target> behind = targets.behind(owner);
        if (behind.isPresent()) {
            return targets.dispatched(behind.get(), called)
                    .map(callee -> invocation(here, behind.get(), callee, way(tree, callee)));
        }
        return targets.target(owner)
                .flatMap(target -> targets.method(target, called)
                        .map(callee -> invocation(here, target, callee, Invocation.Way.DIRECT)));
    }

    private Invocation invocation(ExecutableElement here, Target target, AnnotatedMethod callee, Invocation.Way way) {
        Optional<AnnotatedMethod> caller = annotated(here);
        String by = caller.map(AnnotatedMethod::toString)
                .orElseGet(
                        () -> Objects.requireNonNull(here.getEnclosingElement()).getSimpleName() + "." + here);
        return new Invocation(by, caller, target, callee, way, Place.of(here));
    }

    private Invocation.Way way(MethodInvocationTree tree, AnnotatedMethod callee) {
        return callee.isBlocking() || isWaitedFor(tree) ? Invocation.Way.AWAITED : Invocation.Way.STARTED;
    }

    /** Whether the call is at once followed by a {@code .join()} or the like. */
    private boolean isWaitedFor(MethodInvocationTree tree) {
        return getCurrentPath().getParentPath().getLeaf() instanceof MemberSelectTree select
                && select.getExpression() == tree
                && WAITS.contains(select.getIdentifier().toString());
    }

    private void met(Invocation invocation, MethodInvocationTree tree, ExecutableElement here) {
        if (invocation.way() != Invocation.Way.DIRECT) {
            calls.add(invocation);
            callTrees.add(tree);
        }
        rules.forEach(rule -> rule.check(invocation).ifPresent(finding -> report(finding, here, tree)));
    }

    private Optional<AnnotatedMethod> annotated(ExecutableElement here) {
        return here.getEnclosingElement() instanceof TypeElement owner
                ? targets.target(owner).flatMap(target -> targets.method(target, here))
                : Optional.empty();
    }

    // ---------------------------------------------------------------- statements

    /** Whether a statement does nothing but start calls through dispatchers, and wait for them. */
    private boolean onlyCalls(StatementTree statement) {
        if (statement instanceof VariableTree variable) {
            return variable.getInitializer() != null && isCallOrWait(variable.getInitializer());
        }
        if (statement instanceof ReturnTree returned) {
            return returned.getExpression() == null
                    || isPlain(returned.getExpression())
                    || isCallOrWait(returned.getExpression());
        }
        return statement instanceof ExpressionStatementTree expression && isCallOrWait(expression.getExpression());
    }

    private static boolean isPlain(ExpressionTree expression) {
        return expression instanceof LiteralTree || expression instanceof IdentifierTree;
    }

    private boolean isCallOrWait(ExpressionTree expression) {
        if (callTrees.contains(expression)) {
            return true;
        }
        return expression instanceof MethodInvocationTree invocation
                && invocation.getMethodSelect() instanceof MemberSelectTree select
                && WAITS.contains(select.getIdentifier().toString())
                && (select.getExpression() instanceof IdentifierTree || callTrees.contains(select.getExpression()));
    }

    private static boolean waitsForVariable(StatementTree statement) {
        ExpressionTree expression = statement instanceof ExpressionStatementTree stated
                ? stated.getExpression()
                : statement instanceof ReturnTree returned ? returned.getExpression() : null;
        return expression instanceof MethodInvocationTree invocation
                && invocation.getMethodSelect() instanceof MemberSelectTree select
                && WAITS.contains(select.getIdentifier().toString());
    }

    // ---------------------------------------------------------------- reports

    private void report(Finding finding, ExecutableElement here, Tree tree) {
        if (!Suppressions.has(here, "MUSTER-" + finding.code())) {
            trees.printMessage(
                    Diagnostic.Kind.WARNING,
                    finding.message(),
                    tree,
                    getCurrentPath().getCompilationUnit());
        }
    }
}
