package dev.muster.benchmarks.processes;

import dev.muster.Muster;
import dev.muster.benchmarks.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rival of P4 and P5: a JVM that prints one line, started with the flags that Muster gives to its children. {@code BareJava
 * start times}, {@code BareJava idle 1}
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

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> flags = flagsOfChildren();
        if (arguments[0].equals("start")) {
            start(flags, Integer.parseInt(arguments[1]));
        } else {
            idle(flags);
        }
    }

    private static List<String> flagsOfChildren() {
        try (Muster muster = Muster.open()) {
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

    private static void idle(List<String> flags) throws IOException, InterruptedException {
        Process java = startAndRead(flags);
        Thread.sleep(1_000);
        Figures.print("bytes", Memory.proportional(java.pid()));
        end(java);
    }

    private static Process startAndRead(List<String> flags) throws IOException {
        Process java = Java.start(flags, OneLine.class);
        String line =
                new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8)).readLine();
        Children.check("49".equals(line), "it printed " + line);
        return java;
    }

    private static void end(Process java) throws IOException, InterruptedException {
        java.getOutputStream().close();
        java.waitFor();
    }
}
