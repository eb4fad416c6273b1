package dev.muster.runtime.workers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Finds virtual threads where this Java has them. The only place that asks what the Java at run time can do. */
final class VirtualThreads {
    private static final @Nullable ThreadFactory FACTORY = find();

    private VirtualThreads() {}

    /** A factory of virtual threads that inherit nothing, or null before Java 21. */
    static @Nullable ThreadFactory factory() {
        return FACTORY;
    }

    private static @Nullable ThreadFactory find() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
            MethodHandle inherit = lookup.findVirtual(
                    builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return (ThreadFactory) factory.invoke(inherit.invoke(ofVirtual.invoke(), false));
        } catch (Throwable notThere) { // before Java 21, or a preview that is not enabled
            return null;
        }
    }
}
