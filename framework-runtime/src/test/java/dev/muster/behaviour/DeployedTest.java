package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.runtime.RuntimeProvider;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that are deployed and undeployed in a process that goes on, each with a class loader. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class DeployedTest {
    @DisplayName(
            "an application that has closed its Muster can be collected, although the threads that called it live on")
    @Test
    void classLoaderIsCollected() throws Exception {
        WeakReference<ClassLoader> loader = deployAndUndeploy();
        assertThat(new Unrelated("takes the place of the application's", 1, true, 2L).toString())
                .isEqualTo(new Unrelated("takes the place of the application's", 1, true, 2L).toString());
        assertThat(new Unrelated("a", 1, true, 2L)).isEqualTo(new Unrelated("a", 1, true, 2L));
        assertThat(new Unrelated("a", 1, true, 2L)).hasSameHashCodeAs(new Unrelated("a", 1, true, 2L));
        Gate.until("the class loader is collected", () -> {
            System.gc();
            return loader.get() == null;
        });
    }

    /** The JDK remembers the latest record class whose {@code equals} and {@code hashCode} it has made, before 19 strongly. */
    private record Unrelated(Object any, int number, boolean truth, long large) {}

    private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                Stream.of(Muster.class, RuntimeProvider.class, Deployed.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader())) {
            Thread container = Thread.currentThread();
            ClassLoader its = container.getContextClassLoader();
            container.setContextClassLoader(loader);
            try {
                ((Runnable) loader.loadClass(Deployed.class.getName())
                                .getConstructor()
                                .newInstance())
                        .run();
            } finally {
                container.setContextClassLoader(its);
            }
            return new WeakReference<>(loader);
        }
    }
}
