package dev.muster.runtime;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.runtime.process.Family;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.MessageWriter;
import dev.muster.runtime.protocol.Welcome;
import dev.muster.runtime.worker.CallHost;
import dev.muster.runtime.worker.Ending;
import dev.muster.runtime.worker.MainLoop;
import dev.muster.runtime.worker.ParentLink;
import dev.muster.runtime.worker.StandardStreams;
import dev.muster.runtime.workers.Identity;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.wire.Codec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        MainLoop loop = new MainLoop(
                new MessageReader(parent.data(), codecs, loader),
                new MessageWriter(parent.data(), codecs),
                streams,
                new Host(parent.welcome(), codecs),
                loader);
        loop.interference(ending).start(parent.control());
        loop.run();
    }

    private static List<Codec> codecs(List<String> names, @Nullable ClassLoader loader) {
        List<Codec> codecs = new ArrayList<>();
        for (String name : names) {
            try {
                Class<?> type = Class.forName(name, true, loader);
                codecs.add((Codec) type.getConstructor().newInstance());
            } catch (ReflectiveOperationException failure) {
                throw new MusterException(
                        "the codec " + name + " cannot be made in a child process: it needs a public class and"
                                + " constructor without parameters",
                        failure);
            }
        }
        return codecs;
    }

    /** Runs calls on the main thread, with the child's own runtime around them. */
    private static final class Host implements CallHost {
        private final MusterRuntime runtime;
        private final LocalRunner runner;

        Host(Welcome self, List<Codec> codecs) {
            Identity identity =
                    new Identity(self.name(), ProcessHandle.current().pid(), self.parentPid(), self.depth());
            runtime = MusterRuntime.openChild(
                    RuntimeSettings.of(self.heritage(), codecs),
                    identity,
                    Family.ofChild(self, Identity.host(), codecs));
            RuntimeProvider.share(runtime);
            runner = new LocalRunner(self.name(), identity, null);
            runner.enter();
        }

        @Override
        public CallSite bind(CallMethod method, @Nullable Object target) {
            return runtime.bind(method, target);
        }

        @Override
        public void run(Call<?> call, int attempt) {
            runner.run(call);
        }
    }
}
