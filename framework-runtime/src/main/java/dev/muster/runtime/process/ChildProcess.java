package dev.muster.runtime.process;

import dev.muster.WorkerInfo;
import dev.muster.runtime.protocol.Answer;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.Control;
import dev.muster.runtime.protocol.Hello;
import dev.muster.runtime.protocol.Lane;
import dev.muster.runtime.protocol.LastWords;
import dev.muster.runtime.protocol.LogRecord;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.MessageWriter;
import dev.muster.runtime.protocol.RemoteFailure;
import dev.muster.runtime.protocol.Welcome;
import dev.muster.wire.Codec;
import dev.muster.wire.WireReader;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process, from its start until it is reaped: its process, its two connections, its output.
 *
 * <p>States: <em>starting</em> until {@link #meet} returns, then <em>ready</em>, then <em>dead</em> once {@link #awaitDeath} has
 * returned. The thread of the child's worker leads it through them and alone uses {@link #requests} and {@link #answers}, and
 * writes {@code news}; {@link #kill} and {@link #say} may be called by any thread in every state. {@code control} is written once, by {@code meet}; its
 * monitor-free use by others is safe because a socket channel is. {@code killedFor} is written once, under this object's monitor.
 */
final class ChildProcess {
    private static final long OUTPUT_LIMIT_MILLIS = 2_000;

    /** So long after its end, somebody else has what a process wrote to. */
    private static final long OWN_OUTPUT_MILLIS = 200;

    private static final long STACK = 128 * 1024;

    /** How many children end in order at the same time: if a thousand did, none would be done within its grace. */
    private static final Semaphore ENDS = new Semaphore(4 * Runtime.getRuntime().availableProcessors(), true);

    /** More than an end takes as a rule, of those that end at the same time. */
    private static final Duration LONGEST_TURN = Duration.ofMillis(25);

    /** At least so much time has a child that writes an archive at its end, once for each class path. */
    private static final Duration ARCHIVE_GRACE = Duration.ofSeconds(5);

    private final String name;
    private final JavaCommand.Command command;
    private final Process process;
    private final Rendezvous rendezvous;
    private final Path crashFile;
    private final Path folder;
    private final OutputPump out;
    private final OutputPump err;
    private final Pulse pulse = new Pulse();
    private volatile @Nullable String killedFor;
    private volatile @Nullable SocketChannel control;
    private volatile Runnable news = () -> {};
    private @Nullable ClassLoader loader;
    private @Nullable SocketChannel data;
    private @Nullable MessageWriter requests;
    private @Nullable MessageReader answers;

    /**
     * Starts a process.
     *
     * @param folder where the child's own pools may put their sockets; its own lies beside
     * @param prefixed whether its lines of output get its name before them
     */
    ChildProcess(String name, JavaCommand java, Path folder, boolean prefixed) throws IOException {
        this.name = name;
        this.folder = folder;
        this.rendezvous = new Rendezvous(folder.resolveSibling(folder.getFileName() + ".sock"));
        try {
            this.command = java.command(name, folder);
            this.process = command.builder().start();
        } catch (IOException | RuntimeException | Error failed) {
            rendezvous.close();
            throw failed;
        }
        this.crashFile = java.crashFile(process.pid());
        String prefix = prefixed ? name + "| " : "";
        try {
            this.out =
                    pump(new OutputPump(process.getInputStream(), () -> System.out, prefix, command.noise()), "stdout");
            this.err = pump(new OutputPump(process.getErrorStream(), () -> System.err, prefix, ""), "stderr");
        } catch (OutOfMemoryError noThread) {
            process.destroyForcibly();
            rendezvous.close();
            throw new IOException("no thread could be started to read its output", noThread);
        }
        var unused = process.onExit().thenRun(rendezvous::close); // so that nobody waits for it
    }

    private OutputPump pump(OutputPump pump, String stream) {
        Thread thread = new Thread(null, pump, name + "-" + stream, STACK, false);
        thread.setDaemon(true);
        thread.start();
        return pump;
    }

    /**
     * Waits until the child is ready for calls.
     *
     * @return null, or why it will never be: its initialiser has failed
     * @throws IOException if it dies first
     */
    @Nullable
    Throwable meet(Welcome welcome, List<Codec> codecs, @Nullable ClassLoader loader, Ear ear) throws IOException {
        this.loader = loader;
        invite();
        try (rendezvous) {
            SocketChannel connected = rendezvous.accept(Hello.DATA);
            data = connected;
            SocketChannel second = rendezvous.accept(Hello.CONTROL);
            second.configureBlocking(false);
            control = second;
            ear.listen(second, this::hear);
            Lane lane = Lane.ofParent(rendezvous.lane(), () -> !isAlive());
            requests = new MessageWriter(connected, codecs, lane);
            answers = new MessageReader(new LastWords(connected, rendezvous.outbox()), codecs, loader, lane);
            answers.listen(this::hearFirst);
        }
        welcome.write(requests());
        return firstWords();
    }

    /** What is logged, until the child is ready, or says that it never will be. */
    private @Nullable Throwable firstWords() throws IOException {
        for (; ; ) {
            answers().nextMessage();
            WireReader in = answers().nextPart();
            if (in == null || in.atEnd()) {
                return null;
            }
            byte kind = firstKind(in);
            if (kind == Answer.THREW) {
                return RemoteFailure.read(in, loader, frame("initializer"));
            }
            firstWord(kind, in);
        }
    }

    private byte firstKind(WireReader in) throws IOException {
        byte kind = in.getByte();
        in.getLong(); // there is no call
        awaitOutput(in.getLong(), in.getLong());
        return kind;
    }

    private void firstWord(byte kind, WireReader in) throws IOException {
        if (kind != Answer.LOGGED) {
            throw new IOException("an initializer may log, but not ask for resources: " + kind);
        }
        logged(in);
    }

    private void hearFirst(WireReader in) throws BrokenChannelException {
        try {
            firstWord(firstKind(in), in);
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (IOException garbage) {
            throw new BrokenChannelException("not a first word: " + garbage);
        }
    }

    private StackTraceElement frame(String what) {
        return new StackTraceElement(name, "pid-" + pid(), what, -1);
    }

    /** Logs what the child has logged. */
    void logged(WireReader in) throws IOException {
        LogRecord record = LogRecord.read(in);
        RemoteFailure failure = record.thrown();
        Throwable thrown = failure == null ? null : failure.toThrowable(loader, frame("log"));
        try {
            System.getLogger(record.logger()).log(record.level(), record.message(), thrown);
        } catch (RuntimeException | Error refused) {
            // A handler of the user's that does not want it, or cannot; no call must fail by that.
        }
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

    /**
     * Waits until so much of the child's output has been passed on.
     *
     * @throws BrokenChannelException if it has not written so much
     */
    void awaitOutput(long toOut, long toErr) throws BrokenChannelException {
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
                kill("it did not read what it was told over its control connection");
            }
        } catch (IOException dead) {
            // Its worker finds out.
        }
    }

    /** Kills the process if it has not answered for long; by the pool's watch alone, again and again while it has calls. */
    void look(Duration limit) {
        SocketChannel to = control;
        if (to != null && !pulse.look(to)) {
            kill("it did not answer for " + limit + ", see ProcessOptions.livenessLimit");
        }
    }

    /** Takes in what has come over the control connection, and tells of news; false at its end. By the pool's ear alone. */
    private boolean hear() {
        pulse.hear(Objects.requireNonNull(control));
        if (hasNews()) {
            news.run();
        }
        return !pulse.hasEnded();
    }

    /** Has something run, which must not wait, when there are news; and there may be some now. */
    void onNews(Runnable tell) {
        news = tell;
    }

    /** Whether it has ended its connection, or may have said something that belongs to no call and has not been read. */
    boolean hasNews() {
        return pulse.hasRung() || pulse.hasEnded();
    }

    /** Looks whether there is a message to be read, or has begun to arrive; if so, there is to be another look. What is left of the present one is passed over. */
    boolean looksForUnheard() throws BrokenChannelException {
        pulse.answersRing();
        boolean any = answers().hasBegunNext() || hasSent();
        if (any) {
            pulse.ringsOn();
        }
        return any;
    }

    private boolean hasSent() throws BrokenChannelException {
        SocketChannel from = Objects.requireNonNull(data);
        try {
            from.configureBlocking(false);
            try {
                return answers().receive();
            } finally {
                from.configureBlocking(true);
            }
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (IOException failed) {
            throw new BrokenChannelException("cannot look into the channel: " + failed.getMessage(), failed);
        }
    }

    /** Whether it has ended its connection, and nothing is left of what it may have said before. */
    boolean hasEnded() {
        return pulse.hasEnded() && !pulse.hasRung();
    }

    /** It has no calls, and nobody looks for a while. */
    void rest() {
        pulse.rest();
    }

    /** Kills the process; its worker finds out. The first reason is the one that is told. */
    void kill(String why) {
        note("by Muster, because " + why);
        process.destroyForcibly();
    }

    private synchronized void note(String reason) {
        if (killedFor == null) {
            killedFor = reason;
        }
    }

    /**
     * Asks the child to end, when it is its turn, and kills it if it has not after {@code grace}.
     *
     * @param alone whether nobody else soon kills what it has started and left
     */
    Death end(Duration grace, boolean alone) {
        boolean itsTurn = awaitTurn(grace);
        try {
            return endNow(grace, alone);
        } finally {
            ENDS.release(itsTurn ? 1 : 0);
        }
    }

    /** Those before it may use up their grace, but not each the time of all who come after them. */
    private static boolean awaitTurn(Duration grace) {
        Duration longest = grace.plus(LONGEST_TURN.multipliedBy(ENDS.getQueueLength()));
        try {
            return ENDS.tryAcquire(TimeUnit.NANOSECONDS.convert(longest), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Death endNow(Duration grace, boolean alone) {
        boolean hasDescendants = alone && Descendants.has(pid());
        say(new Control(Control.END, 0));
        boolean slow = command.makesArchive() && grace.compareTo(ARCHIVE_GRACE) < 0;
        Death death = awaitEnd(slow ? ARCHIVE_GRACE : grace, hasDescendants);
        command.ended(death.exitCode() == 0);
        return death;
    }

    /** As {@link #end}, for a child that has failed, and may be dead. */
    Death awaitDeath(Duration grace) {
        Death death = awaitEnd(grace, true);
        command.ended(false);
        return death;
    }

    /** Waits for the end of the process and its output, kills it if that takes longer than {@code grace}, and cleans up. */
    private Death awaitEnd(Duration grace, boolean hasDescendants) {
        boolean interrupted = false;
        for (; ; ) {
            try {
                if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                    kill("it did not end by itself within " + grace);
                    process.waitFor();
                }
                if (hasDescendants || !out.awaitEnd(OWN_OUTPUT_MILLIS) || !err.awaitEnd(OWN_OUTPUT_MILLIS)) {
                    Descendants.kill(folder);
                }
                out.awaitEnd(OUTPUT_LIMIT_MILLIS);
                err.awaitEnd(OUTPUT_LIMIT_MILLIS);
                break;
            } catch (InterruptedException hurry) {
                interrupted = true;
                kill("nobody waits for it any longer");
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
        int exitCode = process.exitValue();
        String reason = Death.reason(exitCode, killedFor, out.lastLines());
        return new Death(name, pid(), exitCode, err.lastLines(), keptCrashFile(), reason);
    }

    private void close() {
        rendezvous.close();
        close(data);
        close(control);
        remove(rendezvous.outbox());
        remove(rendezvous.lane());
        if (Files.exists(folder)) {
            PrivateFolder.remove(folder);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException later) {
            // It goes with the folder of the pool.
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
