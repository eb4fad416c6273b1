package dev.muster.benchmarks.processes;

import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Outcome;
import dev.muster.ProcessOptions;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import dev.muster.benchmarks.Figures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Muster's side of the rows about child processes: {@code Children what size}. */
public final class Children {
    private static final long WARM_UP_NANOS = 2_000_000_000; // as long as JMH warms each side up
    private static final double LEAST_FREE = 2L << 30;

    /** For children that live for one short call: no compiler; and before JDK 18 only G1 starts from archived objects. */
    private static final String[] SMALL = Runtime.version().feature() < 18
            ? new String[] {"-Xint", "-XX:+UseG1GC", "-XX:ParallelGCThreads=1", "-XX:ConcGCThreads=1"}
            : new String[] {"-Xint"};

    private final int size;
    private int mostAtOnce;
    private double leastFree = Double.MAX_VALUE;

    private Children(int size) {
        this.size = size;
    }

    /** Measures one of them. */
    public static void main(String[] arguments) throws Exception {
        Children children = new Children(Integer.parseInt(arguments[1]));
        switch (arguments[0]) {
            case "one" -> children.oneCall();
            case "many" -> children.manyCalls();
            case "bytes" -> children.bytes();
            case "start" -> children.start();
            case "idle" -> children.idle();
            case "crowd" -> children.crowd();
            case "steady" -> children.throughput(false);
            case "risky" -> children.throughput(true);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** P1: a call after the other to one warm child. */
    private void oneCall() {
        try (Muster muster = Muster.open()) {
            ElsewhereDispatcher calls = new ElsewhereDispatcher(new Elsewhere(), muster);
            RoundTrips.measure(size, () -> calls.square(7).join());
        }
    }

    /** P2: a fan-out over two warm children. */
    private void manyCalls() {
        try (Muster muster = Muster.open()) {
            ElsewhereDispatcher calls = new ElsewhereDispatcher(new Elsewhere(), muster);
            List<Integer> inputs = IntStream.range(0, size).boxed().toList();
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < WARM_UP_NANOS) { // the rival tries six sizes of chunks, twice each
                calls.squareOnTwoAll(inputs).join();
            }
            double[] nanos = new double[3];
            for (int i = 0; i < nanos.length; i++) {
                long before = System.nanoTime();
                List<Integer> squares = calls.squareOnTwoAll(inputs).join();
                nanos[i] = System.nanoTime() - before;
                check(squares.size() == size && squares.get(size - 1) == (size - 1) * (size - 1), "wrong squares");
            }
            Figures.print("rate", size * 1e9 / Figures.median(nanos));
            Figures.print("nanos", Figures.median(nanos));
        }
    }

    /** P3: an array there and back. */
    private void bytes() {
        try (Muster muster = Muster.open()) {
            ElsewhereDispatcher calls = new ElsewhereDispatcher(new Elsewhere(), muster);
            Copies.measure(size, bytes -> calls.same(bytes).join());
        }
    }

    /** P4: from nothing to the first answer of a child, in a parent that is warm. */
    private void start() {
        double[] nanos = new double[size];
        for (int i = -2; i < size; i++) {
            try (Muster muster = Muster.open()) {
                ElsewhereDispatcher calls = new ElsewhereDispatcher(new Elsewhere(), muster);
                long before = System.nanoTime();
                check(calls.square(7).join() == 49, "wrong square");
                nanos[Math.max(0, i)] = System.nanoTime() - before;
            }
        }
        Figures.print("nanos", Figures.median(nanos));
    }

    /** P5: an idle child after its first answer. */
    private void idle() throws InterruptedException, IOException {
        try (Muster muster = Muster.open()) {
            ElsewhereDispatcher calls = new ElsewhereDispatcher(new Elsewhere(), muster);
            long pid = calls.pid().join();
            Thread.sleep(1_000);
            Figures.print("bytes", Memory.proportional(pid));
        }
    }

    /** How the children of a crowd are started. */
    static ProcessOptions ofCrowd() {
        return ProcessOptions.defaults().heap("16m").jvmArguments(SMALL);
    }

    /** How children are started that are to crash. */
    static ProcessOptions ofCrashes() {
        return ProcessOptions.defaults().heap("64m").jvmArguments("-XX:+ExitOnOutOfMemoryError");
    }

    /** P6: so many children alive at the same moment, a call for each. */
    private void crowd() throws InterruptedException {
        Muster.Builder builder =
                Muster.builder().pool("crowd", Workers.PROCESSES, size).processes(ofCrowd());
        AtomicBoolean over = new AtomicBoolean();
        Set<Long> seen = new HashSet<>();
        Thread watcher = new Thread(() -> watch(over, seen));
        watcher.start();
        Set<Long> answered = new HashSet<>();
        long before = System.nanoTime();
        try (Muster muster = builder.open()) {
            CrowdDispatcher calls = new CrowdDispatcher(new Crowd(), muster);
            List<long[]> squares = calls.squareAll(LongStream.range(0, size)
                            .mapToObj(x -> new CrowdDispatcher.SquareCall(size, x))
                            .toList())
                    .join();
            for (int x = 0; x < size; x++) {
                check(squares.get(x)[0] == (long) x * x, "wrong square");
                answered.add(squares.get(x)[1]);
            }
        }
        Figures.print("nanos", System.nanoTime() - before);
        over.set(true);
        watcher.join();
        Figures.print("answered", answered.size());
        answered.retainAll(seen);
        Figures.print("seen", answered.size());
        Figures.print("atOnce", mostAtOnce);
        Figures.print("leastFree", leastFree);
        Figures.print("left", ProcessHandle.current().children().count());
    }

    /** Looks from outside which processes there are, and what memory is left. */
    private void watch(AtomicBoolean over, Set<Long> seen) {
        while (!over.get()) {
            List<Long> now =
                    ProcessHandle.current().children().map(ProcessHandle::pid).toList();
            seen.addAll(now);
            mostAtOnce = Math.max(mostAtOnce, now.size());
            leastFree = Math.min(leastFree, free());
            pause();
        }
    }

    /** A program that leaves nothing to others is ended here, before the system chooses whom to end. */
    private static double free() {
        try {
            double free = Memory.isTold() ? Memory.available() : Double.MAX_VALUE;
            if (free < LEAST_FREE) {
                System.err.println("given up: too little memory is left");
                Runtime.getRuntime().halt(1); // the children end with it
            }
            return free;
        } catch (IOException untold) {
            return Double.MAX_VALUE;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    /** P7: calls of a millisecond, of which one in a hundred crashes, or none; every begin is written down. */
    private void throughput(boolean risky) throws IOException {
        Path folder = Files.createTempDirectory("muster-begun");
        System.setProperty(Elsewhere.FOLDER, folder.toString());
        int steps = Elsewhere.steps();
        try (Muster muster = Muster.builder().processes(ofCrashes()).open()) {
            ElsewhereDispatcher calls = new ElsewhereDispatcher(new Elsewhere(), muster);
            long before = System.nanoTime();
            List<Outcome<Integer>> outcomes = risky ? risky(calls, steps) : steady(calls, steps);
            Figures.print("rate", size * 1e9 / (System.nanoTime() - before));
            Figures.print("endings", outcomes.size());
            Figures.print("wrong", wrong(outcomes, risky) + begunWrongly(folder));
            Figures.print(
                    "crashes",
                    outcomes.stream().filter(outcome -> !outcome.isSuccess()).count());
        } finally {
            delete(folder);
        }
    }

    private List<Outcome<Integer>> risky(ElsewhereDispatcher calls, int steps) {
        return calls.riskyAll(
                        IntStream.range(0, size)
                                .mapToObj(index -> new ElsewhereDispatcher.RiskyCall(index, steps))
                                .toList(),
                        FanOut.collectAll())
                .outcomes();
    }

    private List<Outcome<Integer>> steady(ElsewhereDispatcher calls, int steps) {
        return calls.steadyAll(
                        IntStream.range(0, size)
                                .mapToObj(index -> new ElsewhereDispatcher.SteadyCall(index, steps))
                                .toList(),
                        FanOut.collectAll())
                .outcomes();
    }

    /** How many calls ended otherwise than they should. */
    private static int wrong(List<Outcome<Integer>> outcomes, boolean risky) {
        int wrong = 0;
        for (int index = 0; index < outcomes.size(); index++) {
            Outcome<Integer> outcome = outcomes.get(index);
            boolean crashes = risky && Elsewhere.isCrash(index);
            boolean right = crashes
                    ? !outcome.isSuccess() && outcome.failure() instanceof WorkerCrashedException
                    : outcome.isSuccess();
            wrong += right ? 0 : 1;
        }
        return wrong;
    }

    /** How many calls did not begin exactly once. */
    private int begunWrongly(Path folder) throws IOException {
        int[] begun = new int[size];
        for (Path file : files(folder)) {
            ByteBuffer indices = ByteBuffer.wrap(Files.readAllBytes(file));
            while (indices.hasRemaining()) {
                begun[indices.getInt()]++;
            }
        }
        return (int) Arrays.stream(begun).filter(times -> times != 1).count();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }
}
