package dev.muster.processor.bodies;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/** Has javac look into bodies, with {@code -Xplugin:Muster}. All that it finds are warnings: it cannot know what is meant. */
@AutoService(Plugin.class)
public final class MusterPlugin implements Plugin {
    /** Called by javac. */
    public MusterPlugin() {}

    @Override
    public String getName() {
        return "Muster";
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        task.addTaskListener(new BodyWatcher(task));
    }
}
