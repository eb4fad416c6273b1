package dev.muster.runtime;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Deadline;
import dev.muster.runtime.claims.PlainHolder;
import dev.muster.runtime.process.Family;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.MessageWriter;
import dev.muster.runtime.protocol.Welcome;
import dev.muster.runtime.worker.CallHost;
import dev.muster.runtime.worker.Ending;
import dev.muster.runtime.worker.MainLoop;
import dev.muster.runtime.worker.MemoryLimit;
import dev.muster.runtime.worker.ParentLink;
import dev.muster.runtime.worker.StandardStreams;
import dev.muster.runtime.workers.Identity;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.wire.Codec;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a child process: {@code ChildMain Process-1}, with an invitation on its standard input (see {@link ParentLink}).
 * Its main thread, which has the child's name, runs the bodies. Started by Muster alone.
 */
public final class ChildMain {
    private ChildMain() {}

    /**
     * Serves until the parent wants the end, or is gone.
     *
     * @param arguments the child's name, for process lists
     */
    public static void main(String... arguments) throws IOException {
        StandardStreams streams = StandardStreams.install();
        ParentLink parent = ParentLink.open(System.in);
        Thread.currentThread().setName(parent.welcome().name());
        Ending ending = new Ending(parent);
        try {
            serve(parent, streams, ending);
        } catch (BrokenChannelException closed) {
            if (closed.isGarbage()) {
                throw closed;
            }
            ending.connectionEnded();
        }
    }

    private static void serve(ParentLink parent, StandardStreams streams, Ending ending) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<Codec> codecs = codecs(parent.welcome().heritage().codecs(), loader);
        Host host = new Host(parent.welcome());
        MainLoop loop = new MainLoop(
                new MessageReader(parent.data(), codecs, loader),
                new MessageWriter(parent.data(), codecs),
                streams,
                host,
                new MemoryLimit(parent.welcome().memoryLimit()),
                loader);
        host.open(parent.welcome(), codecs, loop.asks());
        loop.interference(ending).start(parent.control());
        loop.forwardLogs();
        loop.run(() -> initialize(parent.welcome().initializer(), loader));
    }

    private static boolean initialize(@Nullable String type, @Nullable ClassLoader loader) throws Exception {
        if (type != null) {
            instance(type, Runnable.class, "initializer", loader).run();
        }
        return true;
    }

    private static <T> T instance(String type, Class<T> of, String role, @Nullable ClassLoader loader) {
        try {
            return of.cast(Class.forName(type, true, loader).getConstructor().newInstance());
        } catch (InvocationTargetException thrown) {
            throw new MusterException("the constructor of the " + role + " " + type + " failed", thrown.getCause());
        } catch (ReflectiveOperationException | ClassCastException failure) {
            throw new MusterException(
                    "the " + role + " " + type + " cannot be made in a child process: it needs a public class, a "
                            + of.getSimpleName() + ", with a public constructor without parameters",
                    failure);
        }
    }

    private static List<Codec> codecs(List<String> names, @Nullable ClassLoader loader) {
        return names.stream()
                .map(name -> instance(name, Codec.class, "codec", loader))
                .toList();
    }

    /** Runs calls on the main thread, with the child's own runtime around them. */
    private static final class Host implements CallHost {
        private final LocalRunner runner;
        private @Nullable MusterRuntime runtime;

        Host(Welcome self) {
            runner = new LocalRunner(self.name(), identity(self), null);
            runner.enter();
        }

        private static Identity identity(Welcome self) {
            return new Identity(self.name(), ProcessHandle.current().pid(), self.parentPid(), self.depth());
        }

        /** Opens the child's own runtime, before the first call comes. */
        void open(Welcome self, List<Codec> codecs, AskLine line) {
            MusterRuntime opened = MusterRuntime.openChild(
                    RuntimeSettings.of(self.heritage(), codecs),
                    identity(self),
                    line,
                    runner::call,
                    desk -> Family.ofChild(self, Identity.host(), codecs, desk));
            RuntimeProvider.share(opened);
            runtime = opened;
        }

        @Override
        public CallSite bind(CallMethod method, @Nullable Object target) {
            return Objects.requireNonNull(runtime).forDispatcher().bind(method, target);
        }

        @Override
        public void run(Call<?> call, int attempt, @Nullable Deadline deadline) {
            if (attempt > 1 || deadline != null) {
                PlainHolder.received(
                        call, attempt, deadline, Objects.requireNonNull(runtime).limits());
            }
            runner.run(call);
        }
    }
}
