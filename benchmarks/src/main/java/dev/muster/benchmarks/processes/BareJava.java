package dev.muster.benchmarks.processes;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.benchmarks.Burn;
import dev.muster.benchmarks.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rival of P4 to P7: a JVM that prints one line, started with the flags that Muster gives to its children. {@code BareJava
 * start times}, {@code BareJava connect times}, {@code BareJava idle 1}, {@code BareJava crowd processes}, {@code BareJava crashes calls}
 */
public final class BareJava {
    private BareJava() {}

    /** Prints one line and waits for the end of its input. */
    static final class OneLine {
        private OneLine() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(49);
            System.in.read();
        }
    }

    /** Says one line through a Unix-domain socket and waits for the end of its input. */
    static final class OneLineBySocket {
        private OneLineBySocket() {}

        public static void main(String[] arguments) throws IOException {
            try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
                socket.write(ByteBuffer.wrap(new byte[] {'4', '9', '\n'}));
                System.in.read();
            }
        }
    }

    /** Prints one line, and crashes as a call does. */
    static final class OneCrash {
        private OneCrash() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            System.out.println(49);
            Elsewhere.crash(Integer.parseInt(arguments[0]));
        }
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int size = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "start" -> start(flagsOfChildren(ProcessOptions.defaults()), size);
            case "connect" -> connect(flagsOfChildren(ProcessOptions.defaults()), size);
            case "idle" -> idle(flagsOfChildren(ProcessOptions.defaults()));
            case "crowd" -> crowd(flagsOfChildren(Children.ofCrowd()), size);
            case "crashes" -> crashes(flagsOfChildren(Children.ofCrashes()), size);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** P6: what so many JVMs at once take that do nothing but to print a line each. */
    private static void crowd(List<String> flags, int size) throws IOException, InterruptedException {
        long before = System.nanoTime();
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(Java.start(flags, OneLine.class));
        }
        for (Process java : all) {
            check(java);
        }
        Thread.sleep(2_000);
        for (Process java : all) {
            java.getOutputStream().close();
        }
        for (Process java : all) {
            java.waitFor();
        }
        Figures.print("nanos", System.nanoTime() - before);
    }

    /** P7: the calls' work on two threads of this process; for each that crashes there, a JVM is started here that crashes likewise. */
    private static void crashes(List<String> flags, int calls) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads =
                List.of(new Thread(() -> work(flags, calls, next)), new Thread(() -> work(flags, calls, next)));
        long before = System.nanoTime();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Figures.print("rate", calls * 1e9 / (System.nanoTime() - before));
    }

    private static void work(List<String> flags, int calls, AtomicInteger next) {
        for (int index = next.getAndIncrement(); index < calls; index = next.getAndIncrement()) {
            Children.check(Burn.burn(Elsewhere.steps()) != 0, "it burns nothing");
            if (Elsewhere.isCrash(index)) {
                try {
                    Process java = Java.start(flags, OneCrash.class, String.valueOf(Elsewhere.kindOfCrash(index)));
                    check(java);
                    java.waitFor();
                } catch (IOException | InterruptedException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }
    }

    private static List<String> flagsOfChildren(ProcessOptions options) {
        try (Muster muster = Muster.builder().processes(options).open()) {
            return new ElsewhereDispatcher(new Elsewhere(), muster)
                    .jvmArguments()
                    .join();
        }
    }

    private static void start(List<String> flags, int times) throws IOException, InterruptedException {
        double[] nanos = new double[times];
        for (int i = -2; i < times; i++) {
            long before = System.nanoTime();
            Process java = startAndRead(flags);
            nanos[Math.max(0, i)] = System.nanoTime() - before;
            end(java);
        }
        Figures.print("nanos", Figures.median(nanos));
    }

    private static void connect(List<String> flags, int times) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("line");
        Path path = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            double[] nanos = new double[times];
            for (int i = -2; i < times; i++) {
                long before = System.nanoTime();
                Process java = Java.start(flags, OneLineBySocket.class, path.toString());
                try (SocketChannel socket = server.accept()) {
                    check(Channels.newInputStream(socket));
                    nanos[Math.max(0, i)] = System.nanoTime() - before;
                    end(java);
                }
            }
            Figures.print("nanos", Figures.median(nanos));
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    private static void idle(List<String> flags) throws IOException, InterruptedException {
        Process java = startAndRead(flags);
        Thread.sleep(1_000);
        Figures.print("bytes", Memory.proportional(java.pid()));
        end(java);
    }

    private static Process startAndRead(List<String> flags) throws IOException {
        Process java = Java.start(flags, OneLine.class);
        check(java);
        return java;
    }

    private static void check(Process java) throws IOException {
        check(java.getInputStream());
    }

    private static void check(InputStream said) throws IOException {
        String line = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8)).readLine();
        Children.check("49".equals(line), "it printed " + line);
    }

    private static void end(Process java) throws IOException, InterruptedException {
        java.getOutputStream().close();
        java.waitFor();
    }
}
