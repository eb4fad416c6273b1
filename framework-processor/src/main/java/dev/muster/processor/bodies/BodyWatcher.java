package dev.muster.processor.bodies;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Shows the rules every class that javac has attributed. */
final class BodyWatcher implements TaskListener {
    private final Trees trees;
    private final Targets targets;
    private final List<BodyRule> rules = List.of(new CallsThroughDispatcher(), new OneOrder(), new DoesMoreThanWait());

    BodyWatcher(JavacTask task) {
        this.trees = Trees.instance(task);
        this.targets = new Targets(task.getElements(), task.getTypes());
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        TreePath path = event.getKind() == TaskEvent.Kind.ANALYZE && type != null ? trees.getPath(type) : null;
        if (path != null) {
            new BodyScanner(trees, targets, rules).scan(path, null);
        }
    }
}
