package dev.muster.runtime.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/** Reads a serialized object whose classes a given loader finds: the one that has found the dispatcher. */
public final class LoadingStream extends ObjectInputStream {
    private final @Nullable ClassLoader loader;

    /** Over these bytes; null is the loader of the JDK's own classes. Whoever does not trust them sets a filter. */
    public LoadingStream(byte[] bytes, @Nullable ClassLoader loader) throws IOException {
        super(new ByteArrayInputStream(bytes));
        this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(description.getName(), false, loader);
        } catch (ClassNotFoundException notThere) {
            return super.resolveClass(description); // a primitive's
        }
    }
}
