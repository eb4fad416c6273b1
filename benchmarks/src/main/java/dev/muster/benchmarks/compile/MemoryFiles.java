package dev.muster.benchmarks.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/** The files of one compilation: what it writes stays in memory. */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final List<MemoryFile> written = new ArrayList<>();

    MemoryFiles(JavaCompiler javac) {
        super(javac.getStandardFileManager(null, Locale.ROOT, null));
    }

    List<MemoryFile> written(JavaFileObject.Kind kind) {
        return written.stream().filter(file -> file.getKind() == kind).toList();
    }

    @Override
    public boolean hasLocation(Location location) {
        return location.isOutputLocation() || super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        MemoryFile file = new MemoryFile(className, kind);
        written.add(file);
        return file;
    }
}
