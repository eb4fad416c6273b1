package dev.muster.runtime;

import dev.muster.MusterException;
import dev.muster.MusterProvider;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Deadline;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.claims.PlainHolder;
import dev.muster.runtime.process.Family;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.Heritage;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.Welcome;
import dev.muster.runtime.worker.CallHost;
import dev.muster.runtime.worker.ChildEnding;
import dev.muster.runtime.worker.ControlLine;
import dev.muster.runtime.worker.MainLoop;
import dev.muster.runtime.worker.MemoryLimit;
import dev.muster.runtime.worker.ParentLink;
import dev.muster.runtime.worker.StandardStreams;
import dev.muster.runtime.workers.Identity;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.wire.Codec;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
        ChildEnding ending = new ChildEnding(parent);
        try {
            serve(parent, streams, ending);
        } catch (BrokenChannelException closed) {
            if (closed.isGarbage()) {
                throw closed;
            }
            ending.connectionEnded();
        }
    }

    private static void serve(ParentLink parent, StandardStreams streams, ChildEnding ending) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Welcome welcome = parent.welcome();
        List<Codec> codecs = codecs(welcome.codecs(), loader);
        Host host = new Host(welcome);
        MainLoop loop = new MainLoop(
                new MessageReader(parent.data(), codecs, loader, parent.lane()),
                parent.outbox(),
                parent.lane(),
                new ControlLine(parent.control()),
                streams,
                codecs,
                host,
                new MemoryLimit(welcome.memoryLimit()),
                loader);
        MusterProvider.install(new RuntimeProvider());
        RuntimeProvider.openWith(new ChildRuntime(
                welcome, codecs, loop.asks(), host.runner, Thread.currentThread(), new Opener(loader)));
        loop.interference(ending).start(parent.control());
        loop.forwardLogs();
        loop.run(new Initializer(welcome.initializer(), loader));
    }

    /** A class, because a child's start links a lambda more slowly. */
    private record Initializer(
            @Nullable String type, @Nullable ClassLoader loader) implements Runnable {
        @Override
        public void run() {
            if (type != null) {
                instance(type, Runnable.class, "initializer", loader).run();
            }
        }
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
        List<Codec> codecs = new ArrayList<>();
        for (String name : names) {
            codecs.add(instance(name, Codec.class, "codec", loader));
        }
        return codecs;
    }

    private static Identity identity(Welcome self) {
        return new Identity(self.name(), self.pid(), self.parentPid(), self.depth());
    }

    /** Runs calls on the main thread. */
    private static final class Host implements CallHost {
        private final LocalRunner runner;

        Host(Welcome self) {
            runner = new LocalRunner(self.name(), identity(self), null);
            runner.enter();
        }

        @Override
        public CallSite bind(CallMethod method, @Nullable Object target) {
            return new ReceivedSite(method, target);
        }

        @Override
        public void run(Call<?> call, int attempt, @Nullable Deadline deadline) {
            if (attempt > 1 || deadline != null) {
                PlainHolder.received(
                        call, attempt, deadline, RuntimeProvider.sharedRuntime().timer());
            }
            runner.run(call);
        }
    }

    /** Opens the child's own runtime, when somebody in the child first wants it: most bodies never do. */
    private record ChildRuntime(
            Welcome self, List<Codec> codecs, AskLine line, LocalRunner runner, Thread main, Opener opener)
            implements Supplier<MusterRuntime> {
        @Override
        public MusterRuntime get() {
            return opener.makes(() -> {
                try {
                    return open(Heritage.of(self.heritage()));
                } catch (IOException unreadable) {
                    throw new MusterException(
                            "what the parent process hands on cannot be read: " + unreadable, unreadable);
                }
            });
        }

        /** What the main thread does before and after a body, in codecs for instance, it does for the call, too. */
        private boolean isInHand(Owner owner) {
            return owner instanceof Holder holder
                    ? holder.call() == runner.call()
                    : owner instanceof ThreadOwner outside && outside.thread() == main;
        }

        private MusterRuntime open(Heritage heritage) {
            return MusterRuntime.openChild(
                    RuntimeSettings.of(heritage, codecs),
                    identity(self),
                    line,
                    this::isInHand,
                    desk -> Family.ofChild(self, Identity.host(), heritage, codecs, desk));
        }
    }
}
