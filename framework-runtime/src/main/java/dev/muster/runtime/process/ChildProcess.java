package dev.muster.runtime.process;

import dev.muster.WorkerInfo;
import dev.muster.runtime.protocol.Control;
import dev.muster.runtime.protocol.Hello;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.MessageWriter;
import dev.muster.runtime.protocol.Welcome;
import dev.muster.wire.Codec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process, from its start until it is reaped: its process, its two connections, its output.
 *
 * <p>States: <em>starting</em> until {@link #meet} returns, then <em>ready</em>, then <em>dead</em> once {@link #awaitDeath} has
 * returned. The thread of the child's worker leads it through them and alone uses {@link #requests} and {@link #answers}; {@link
 * #kill} and {@link #say} may be called by any thread in every state. {@code control} is written once, by {@code meet}; its
 * monitor-free use by others is safe because a socket channel is.
 */
final class ChildProcess {
    private static final long OUTPUT_LIMIT_MILLIS = 2_000;
    private static final long STACK = 128 * 1024;

    private final String name;
    private final Process process;
    private final Rendezvous rendezvous;
    private final Path crashFile;
    private final Path folder;
    private final OutputPump out;
    private final OutputPump err;
    private volatile @Nullable SocketChannel control;
    private @Nullable SocketChannel data;
    private @Nullable MessageWriter requests;
    private @Nullable MessageReader answers;

    /**
     * Starts a process.
     *
     * @param folder where the child's own pools may put their sockets; its own lies beside
     */
    ChildProcess(String name, JavaCommand command, Path folder) throws IOException {
        this.name = name;
        this.folder = folder;
        this.rendezvous = new Rendezvous(folder.resolveSibling(folder.getFileName() + ".sock"));
        try {
            this.process = command.builder(name).start();
        } catch (IOException | RuntimeException failed) {
            rendezvous.close();
            throw failed;
        }
        this.crashFile = command.crashFile(process.pid());
        this.out = pump(new OutputPump(process.getInputStream(), () -> System.out), "stdout");
        this.err = pump(new OutputPump(process.getErrorStream(), () -> System.err), "stderr");
        var unused = process.onExit().thenRun(rendezvous::close); // so that nobody waits for it
    }

    private OutputPump pump(OutputPump pump, String stream) {
        Thread thread = new Thread(null, pump, name + "-" + stream, STACK);
        thread.setDaemon(true);
        thread.start();
        return pump;
    }

    /**
     * Waits until the child is ready for calls.
     *
     * @throws IOException if it dies first
     */
    void meet(Welcome welcome, List<Codec> codecs, @Nullable ClassLoader loader) throws IOException {
        invite();
        try (rendezvous) {
            SocketChannel connected = rendezvous.accept(Hello.DATA);
            data = connected;
            SocketChannel second = rendezvous.accept(Hello.CONTROL);
            second.configureBlocking(false);
            control = second;
            requests = new MessageWriter(connected, codecs);
            answers = new MessageReader(connected, codecs, loader);
        }
        welcome.write(requests());
        answers().nextMessage();
    }

    private void invite() throws IOException {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(rendezvous.invitation());
        }
    }

    /** The name, such as {@code Process-1}. */
    String name() {
        return name;
    }

    /** The process id. */
    long pid() {
        return process.pid();
    }

    /** Where the child's own pools may put their sockets. */
    Path folder() {
        return folder;
    }

    /** Who it is, for handles. */
    WorkerInfo info(String host) {
        return new WorkerInfo(name, pid(), host);
    }

    /** Where calls are written; once it is ready. */
    MessageWriter requests() {
        return Objects.requireNonNull(requests);
    }

    /** Where answers are read; once it is ready. */
    MessageReader answers() {
        return Objects.requireNonNull(answers);
    }

    /** Waits until so much of the child's output has been passed on. */
    void awaitOutput(long toOut, long toErr) {
        out.await(toOut);
        err.await(toErr);
    }

    /** The last lines that it wrote to its standard output, where a JVM says why it cannot start. */
    List<String> lastOutput() {
        return out.lastLines();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Interferes. Never blocks: a child that has stopped listening is killed. */
    void say(Control control) {
        SocketChannel to = this.control;
        ByteBuffer bytes = control.toBytes();
        try {
            if (to != null && to.write(bytes) >= 0 && bytes.hasRemaining()) {
                kill();
            }
        } catch (IOException dead) {
            // Its worker finds out.
        }
    }

    /** Kills the process; its worker finds out. */
    void kill() {
        process.destroyForcibly();
    }

    /** Asks the child to end, and kills it if it has not after {@code grace}. */
    Death end(Duration grace) {
        say(new Control(Control.END, 0));
        return awaitDeath(grace);
    }

    /** Waits for the end of the process and its output, kills it if that takes longer than {@code grace}, and cleans up. */
    Death awaitDeath(Duration grace) {
        boolean interrupted = false;
        for (; ; ) {
            try {
                if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                    kill();
                    process.waitFor();
                }
                out.awaitEnd(OUTPUT_LIMIT_MILLIS);
                err.awaitEnd(OUTPUT_LIMIT_MILLIS);
                break;
            } catch (InterruptedException hurry) {
                interrupted = true;
                kill();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
        return new Death(name, pid(), process.exitValue(), err.lastLines(), keptCrashFile());
    }

    private void close() {
        rendezvous.close();
        close(data);
        close(control);
        if (Files.exists(folder)) {
            PrivateFolder.remove(folder);
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException closed) {
            // Nothing is left to be said over it.
        }
    }

    /** The JVM's crash report, moved to where it outlives the pool's folder. */
    private @Nullable Path keptCrashFile() {
        if (!Files.exists(crashFile)) {
            return null;
        }
        Path kept = Path.of(System.getProperty("java.io.tmpdir")).resolve(crashFile.getFileName());
        try {
            return Files.move(crashFile, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            return null; // it ends with the folder
        }
    }
}
