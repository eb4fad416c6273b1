package dev.muster.processor;

import com.google.auto.common.MoreElements;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.muster.processor.read.TargetReader;
import dev.muster.processor.report.Reporter;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds annotated methods of local and anonymous classes.
 *
 * <p>Annotation processing never sees these; javac's public tree API does, once a class is attributed. With another compiler,
 * or behind a wrapper around javac, the annotation has no effect there.
 */
final class LocalClasses implements TaskListener {
    private final Trees trees;
    private final Reporter reporter;

    private LocalClasses(Trees trees, Reporter reporter) {
        this.trees = trees;
        this.reporter = reporter;
    }

    /** Looks at every class from now on, if the compiler is javac. */
    static void watch(ProcessingEnvironment environment, Reporter reporter) {
        try {
            Trees trees = Trees.instance(environment);
            JavacTask.instance(environment).addTaskListener(new LocalClasses(trees, reporter));
        } catch (IllegalArgumentException | LinkageError otherCompiler) {
            // Nothing to look with; see above.
        }
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        TreePath path = event.getKind() == TaskEvent.Kind.ANALYZE && type != null ? trees.getPath(type) : null;
        if (path != null) {
            new Methods().scan(path, null);
        }
    }

    private final class Methods extends TreePathScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
            boolean isPlain = tree.getModifiers().getAnnotations().isEmpty();
            Element method = isPlain ? null : trees.getElement(getCurrentPath());
            Element type = method == null ? null : method.getEnclosingElement();
            if (method != null && type != null && isAnnotated(method) && isLocal(type)) {
                reporter.report(Mishaps.localClass(method));
            }
            return super.visitMethod(tree, null);
        }
    }

    private static boolean isAnnotated(Element method) {
        return TargetReader.ANNOTATIONS.stream()
                .anyMatch(annotation -> MoreElements.isAnnotationPresent(method, annotation));
    }

    /** Whether the class, or one around it, is declared inside a method. */
    private static boolean isLocal(Element type) {
        for (Element at = type; at instanceof TypeElement enclosing; at = at.getEnclosingElement()) {
            if (enclosing.getNestingKind() == NestingKind.LOCAL
                    || enclosing.getNestingKind() == NestingKind.ANONYMOUS) {
                return true;
            }
        }
        return false;
    }
}
