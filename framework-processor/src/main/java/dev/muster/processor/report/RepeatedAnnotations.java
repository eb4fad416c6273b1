package dev.muster.processor.report;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.muster.processor.report.Place.Repetition;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/**
 * Reports at annotations that are repeated, through javac's public tree API.
 *
 * <p>The compiler's messager looks for their container, which is not in the source, and falls back on the whole element.
 */
final class RepeatedAnnotations {
    private final Trees trees;

    private RepeatedAnnotations(Trees trees) {
        this.trees = trees;
    }

    /** Those of a compilation, if the compiler is javac. */
    static Optional<RepeatedAnnotations> of(ProcessingEnvironment environment) {
        try {
            return Optional.of(new RepeatedAnnotations(Trees.instance(environment)));
        } catch (IllegalArgumentException | LinkageError otherCompiler) {
            return Optional.empty();
        }
    }

    /** Reports at a place, if that is at a repeated annotation and can be found. */
    boolean report(Diagnostic.Kind kind, String message, Place place) {
        Repetition wanted = place.repetition();
        TreePath element = wanted == null ? null : trees.getPath(place.element());
        if (wanted == null || element == null) {
            return false;
        }
        Optional<Tree> found = annotations(element.getLeaf()).stream()
                .filter(annotation -> isOf(annotation, wanted.annotation()))
                .skip(wanted.nth())
                .findFirst()
                .map(annotation -> inside(annotation, wanted));
        found.ifPresent(tree -> trees.printMessage(kind, message, tree, element.getCompilationUnit()));
        return found.isPresent();
    }

    private static List<? extends AnnotationTree> annotations(Tree element) {
        ModifiersTree modifiers = null;
        if (element instanceof MethodTree method) {
            modifiers = method.getModifiers();
        } else if (element instanceof VariableTree variable) {
            modifiers = variable.getModifiers();
        }
        return modifiers == null ? List.of() : modifiers.getAnnotations();
    }

    private static boolean isOf(AnnotationTree annotation, String simpleName) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1).equals(simpleName);
    }

    private static Tree inside(AnnotationTree annotation, Repetition wanted) {
        return annotation.getArguments().stream()
                .filter(argument -> name(argument).equals(wanted.member()))
                .findFirst()
                .map(argument -> inside(value(argument), wanted.index()))
                .orElse(annotation);
    }

    private static String name(ExpressionTree argument) {
        return argument instanceof AssignmentTree named ? named.getVariable().toString() : "value";
    }

    private static ExpressionTree value(ExpressionTree argument) {
        return argument instanceof AssignmentTree named ? named.getExpression() : argument;
    }

    private static Tree inside(ExpressionTree value, int index) {
        boolean isElement = index >= 0 && value instanceof NewArrayTree;
        return isElement ? ((NewArrayTree) value).getInitializers().get(index) : value;
    }
}
