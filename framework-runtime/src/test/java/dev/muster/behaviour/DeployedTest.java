package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.runtime.RuntimeProvider;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
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
        deployAndUndeploy(); // the JDK keeps the latest record class whose equals and hashCode it has made
        Gate.until("the class loader is collected", () -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @DisplayName("bodies see the class loader of whoever opened the Muster, not of whoever made the first dispatcher")
    @Test
    void contextClassLoader() throws Exception {
        ClassLoader its = Thread.currentThread().getContextClassLoader();
        try (Muster muster = Muster.open();
                URLClassLoader application = new URLClassLoader(new URL[0], its)) {
            JobsDispatcher jobs = as(application, () -> new JobsDispatcher(new Jobs(), muster));
            Callable<?> seen = () -> Thread.currentThread().getContextClassLoader();
            for (On on : On.values()) {
                assertThat(as(application, () -> on.start(jobs, seen).join())).isSameAs(its);
            }
        }
    }

    @DisplayName(
            "an application with a copy of Muster of its own uses that, also on a thread whose class loader has another copy")
    @Test
    void anotherCopy() throws Exception {
        assertThat(Thread.currentThread().getContextClassLoader().loadClass(Muster.class.getName()))
                .isSameAs(Muster.class);
        try (URLClassLoader loader = withItsOwnCopy()) {
            Class<?> application = loader.loadClass(Deployed.class.getName());
            ((Runnable) application.getConstructor().newInstance()).run();
        }
    }

    /** Deploys an application, has it run, and undeploys it. */
    private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
        try (URLClassLoader loader = withItsOwnCopy()) {
            Class<?> application = loader.loadClass(Deployed.class.getName());
            as(loader, () -> {
                ((Runnable) application.getConstructor().newInstance()).run();
                return null;
            });
            return new WeakReference<>(loader);
        }
    }

    private static URLClassLoader withItsOwnCopy() {
        return new URLClassLoader(
                Stream.of(Muster.class, RuntimeProvider.class, Deployed.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    private static <R> R as(ClassLoader loader, Callable<R> something) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader its = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return something.call();
        } finally {
            thread.setContextClassLoader(its);
        }
    }
}
