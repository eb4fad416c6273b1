package dev.muster.benchmarks.table;

import dev.muster.benchmarks.compile.Compilation;
import dev.muster.benchmarks.processes.BareJava;
import dev.muster.benchmarks.processes.Children;
import dev.muster.benchmarks.processes.Copies;
import dev.muster.benchmarks.processes.Echo;
import dev.muster.benchmarks.processes.Java;
import dev.muster.benchmarks.processes.Memory;
import dev.muster.benchmarks.waiting.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows, with their goals. */
final class Rows {
    private static final int MILLION = 1_000_000;
    private static final int LARGE = 64 << 20;
    private static final List<String> MIXES =
            List.of("uneven", "rising", "falling", "early", "late", "tailed", "giant", "last", "pair", "bursts");

    /** What a child needs in row P6, with room to spare. */
    private static final long CHILD_BYTES = 17L << 20;

    private final Settings settings;
    private final List<Row> rows = new ArrayList<>();

    Rows(Settings settings) {
        this.settings = settings;
        oneCall();
        manyCalls();
        grains();
        recursion();
        resources();
        waiting();
        buffer();
        compilation();
        children();
    }

    List<Row> all() {
        return rows;
    }

    // ---------------------------------------------------------------- one JVM

    private void oneCall() {
        jmh(
                "T1/cores",
                "a tiny call, started and joined",
                "OneCall.musterOnCores",
                "OneCall.forkJoinPool",
                1.0,
                Map.of());
        jmh(
                "T1/threads",
                "a tiny call, started and joined",
                "OneCall.musterOnThreads",
                "OneCall.threadPerTask",
                1.0,
                Map.of());
    }

    private void manyCalls() {
        Map<String, String> many = size(200_000);
        Map<String, String> million = size(MILLION);
        jmh("T2/cores", "200,000 tiny calls", "ManyCalls.listMuster", "ManyCalls.listInvokeAll", 0.8, many);
        jmh(
                "T2/threads",
                "200,000 tiny calls",
                "ManyCalls.listMusterOnThreads",
                "ManyCalls.listInvokeAllOnThreads",
                0.8,
                many);
        jmh(
                "T2/single",
                "200,000 tiny calls, each started by itself",
                "ManyCalls.oneByOneMuster",
                "ManyCalls.oneByOneForkJoinPool",
                0.8,
                many);
        Side array = new JmhSide("ManyCalls.arrayMuster", million);
        add(
                "T3",
                "squares of 1,000,000 ints in an array",
                array,
                jmhSides(million, "ManyCalls.arrayParallelStream", "ManyCalls.arrayLoop", "ManyCalls.arrayParts"),
                Goal.timeAtMost(1.0, "", "ManyCalls.arrayParallelStream"),
                Goal.timeAtMost(1.05, "", "ManyCalls.arrayLoop"),
                Goal.shown("a part for each processor, by hand", "nanos", Bound.AT_MOST, "ManyCalls.arrayParts"));
        jmh(
                "T4",
                "squares of 1,000,000 boxed ints in a list",
                "ManyCalls.listMuster",
                "ManyCalls.listParallelStream",
                1.0,
                million);
    }

    private Map<String, String> size(int size) {
        return Map.of("size", String.valueOf(settings.size(size, size / 100)));
    }

    private void grains() {
        for (String micros : List.of("0.1", "1", "10", "100", "1000")) {
            grain(micros, "even", "cores", List.of());
        }
        for (String micros : List.of("1", "100")) {
            for (String mix : MIXES) {
                grain(micros, mix, "cores", List.of());
            }
        }
        for (String micros : List.of("0.1", "10", "1000")) {
            grain(micros, "even", "threads", List.of());
        }
        for (String calls : List.of("2", "3", "7")) {
            grain(calls, Map.of("micros", "3000", "mix", "even", "few", calls), "few", "cores", List.of());
        }
        for (String micros : List.of("1", "100")) {
            within(micros, "nested", "8 fan-outs in a fan-out");
            within(micros, "callers", "8 callers who fan out at once");
        }
        for (String micros : List.of("0.1", "1", "10")) {
            grain(
                    micros,
                    "sleepy",
                    "cores",
                    List.of("Grains.chunksFromCounterByMany", "Grains.invokeAllOnThreadPerTask"));
            grain(
                    micros,
                    "sleepy",
                    "threads",
                    List.of("Grains.chunksFromCounterByMany", "Grains.invokeAllOnThreadPerTask"));
        }
    }

    private void grain(String micros, String mix, String workers, List<String> furtherRivals) {
        grain(micros, Map.of("micros", micros, "mix", mix), mix, workers, furtherRivals);
    }

    private void within(String micros, String how, String what) {
        jmh(
                "T5/" + how + "/" + micros,
                what + ", calls of " + micros + " µs",
                "GrainsWithin." + how + "Muster",
                "GrainsWithin." + how + "ParallelStream",
                1.05,
                Map.of("micros", micros));
    }

    private void grain(
            String number, Map<String, String> parameters, String mix, String workers, List<String> furtherRivals) {
        List<String> rivals = new ArrayList<>(List.of(
                "Grains.parallelStream", "Grains.invokeAll", "Grains.recursiveHalves", "Grains.chunksFromCounter"));
        rivals.addAll(furtherRivals);
        add(
                "T5/" + mix + "/" + number + "/" + workers,
                parameters.containsKey("few")
                        ? number + " calls of " + parameters.get("micros") + " µs"
                        : "calls of " + number + " µs, " + mix,
                new JmhSide(workers.equals("cores") ? "Grains.musterOnCores" : "Grains.musterOnThreads", parameters),
                rivals.stream().map(rival -> new JmhSide(rival, parameters)).toList(),
                Goal.timeAtMost(1.05, "", rivals.toArray(String[]::new)));
    }

    private void recursion() {
        Map<String, String> n = Map.of("n", String.valueOf(settings.size(27, 18)));
        add(
                "T6",
                "recursive fib(27), a call for every second node",
                new JmhSide("Recursion.muster", n),
                jmhSides(n, "Recursion.recursiveTask", "Recursion.recursiveAction"),
                Goal.timeAtMost(1.2, "", "Recursion.recursiveTask", "Recursion.recursiveAction"));
        add(
                "T6/cut-off",
                "recursive fib(27), plain below 13",
                new JmhSide("Recursion.cutOffMuster", n),
                jmhSides(n, "Recursion.cutOffRecursiveTask", "Recursion.cutOffRecursiveAction"),
                Goal.timeAtMost(1.05, "", "Recursion.cutOffRecursiveTask", "Recursion.cutOffRecursiveAction"));
    }

    private void resources() {
        add(
                "G1",
                "a lock that nobody else wants",
                new JmhSide("UncontendedLock.muster", Map.of()),
                jmhSides(Map.of(), "UncontendedLock.reentrantLock", "UncontendedLock.lookUpsAndTwoSteps"),
                Goal.timeAtMost(1.5, "", "UncontendedLock.reentrantLock"),
                Goal.shown(
                        "what it takes to look up who is here, and two atomic steps",
                        "nanos",
                        Bound.AT_MOST,
                        "UncontendedLock.lookUpsAndTwoSteps"));
        rate("G2/lock", "8 callers on one lock", "ContendedResources.lockMuster", 2.0, "ContendedResources.lockFair");
        rate(
                "G2/permits",
                "8 callers on 4 permits",
                "ContendedResources.permitsMuster",
                2.0,
                "ContendedResources.permitsFair");
        rate(
                "G2/readers",
                "8 callers on one lock, 90 % readers",
                "ContendedResources.tableMuster",
                2.0,
                "ContendedResources.tableFair");
        add(
                "G3",
                "8 callers on two of 1,000 keys",
                new JmhSide("ContendedResources.keysMuster", Map.of()),
                jmhSides(
                        Map.of(),
                        "ContendedResources.keysSortedByHand",
                        "ContendedResources.keysStriped",
                        "ContendedResources.keysLookedUpByHand"),
                Goal.rateAtLeast(1.0, "an array of locks", "ContendedResources.keysSortedByHand"),
                Goal.rateAtLeast(1.0, "Guava's stripes", "ContendedResources.keysStriped"),
                Goal.shown(
                        "two locks looked up in a ConcurrentHashMap",
                        "rate",
                        Bound.AT_LEAST,
                        "ContendedResources.keysLookedUpByHand"));
    }

    private void waiting() {
        CommandSide unfair = virtual(waitingSide("virtual threads on a Semaphore", "semaphore"));
        CommandSide fair = virtual(waitingSide("virtual threads on a fair Semaphore", "fair"));
        add(
                "G4",
                number(settings.size(MILLION, 10_000)) + " calls that wait for one permit",
                waitingSide("Muster", "muster"),
                List.of(unfair, fair),
                Goal.memoryAtMost(0.2, "heap a call", unfair.name(), fair.name()),
                Goal.rateAtLeast(1.0, "drained", unfair.name(), fair.name()));
    }

    private static CommandSide waitingSide(String name, String what) {
        return CommandSide.java(name, Waiting.class, what, settings -> settings.size(MILLION, 10_000));
    }

    private static CommandSide virtual(CommandSide side) {
        return side.needing(settings -> Runtime.version().feature() < 21 ? "no virtual threads before Java 21" : "");
    }

    private void buffer() {
        for (String pairs : List.of("1", "4")) {
            Map<String, String> parameters = Map.of("pairs", pairs);
            add(
                    "G5/" + pairs,
                    "a bounded buffer of 16, producers and as many consumers: " + pairs,
                    new JmhSide("BoundedBuffer.muster", parameters),
                    jmhSides(parameters, "BoundedBuffer.twoConditions", "BoundedBuffer.twoConditionsFair"),
                    Goal.timeAtMost(1.5, "", "BoundedBuffer.twoConditions"),
                    Goal.shown("also in order of arrival", "nanos", Bound.AT_MOST, "BoundedBuffer.twoConditionsFair"));
        }
    }

    private void compilation() {
        CommandSide side = new CommandSide("Compilation", all -> "", all -> compilation(all, all.size(1_000, 20)));
        add(
                "C1",
                "compiling " + number(settings.size(1_000, 20)) + " annotated classes",
                side,
                List.of(),
                Goal.within("beside the generated ones as plain sources", "with", "plain", 1.3),
                Goal.shownWithin("a processor that writes the same files from memory", "fromMemory", "plain"));
    }

    static List<String> compilation(Settings settings, int classes) {
        return Java.command(List.of(), Compilation.class, String.valueOf(classes), String.valueOf(settings.size(3, 1)));
    }

    // ---------------------------------------------------------------- child processes

    private void children() {
        oneRemoteCall();
        manyRemoteCalls();
        largeArray();
        startOfChild();
        idleChild();
        crowd();
        crashes();
    }

    private void oneRemoteCall() {
        CommandSide echo = CommandSide.java("bare echo", Echo.class, "one", settings -> settings.size(50_000, 500));
        CommandSide python = CommandSide.python("Python Pool.apply", "one", settings -> settings.size(20_000, 200));
        CommandSide node = CommandSide.node("Node workerpool", "one", settings -> settings.size(20_000, 200));
        add(
                "P1",
                "a tiny call to a warm child",
                CommandSide.java("Muster", Children.class, "one", settings -> settings.size(50_000, 500)),
                List.of(echo, python, node),
                Goal.timeAtMost(2.0, "", echo.name()),
                Goal.timeAtMost(0.1, "", python.name()),
                Goal.shown("", "nanos", Bound.AT_MOST, node.name()));
        add(
                "P1/socket",
                "what a socket allows: a bare echo",
                echo,
                List.of(python),
                Goal.shown("", "nanos", Bound.AT_MOST, python.name()));
    }

    private void manyRemoteCalls() {
        CommandSide best = CommandSide.python(
                "Python Pool.map, its best chunk", "best_chunk", settings -> settings.size(MILLION, 10_000));
        CommandSide one = CommandSide.python(
                "Python Pool.map, chunk 1 (100,000 calls)", "chunk_1", settings -> settings.size(100_000, 1_000));
        CommandSide executor = CommandSide.python(
                "Python ProcessPoolExecutor.map (20,000 calls)", "executor", settings -> settings.size(20_000, 1_000));
        CommandSide node =
                CommandSide.node("Node workerpool (20,000 calls)", "many", settings -> settings.size(20_000, 1_000));
        add(
                "P2",
                "1,000,000 tiny calls over 2 children",
                CommandSide.java("Muster", Children.class, "many", settings -> settings.size(MILLION, 10_000)),
                List.of(best, one, executor, node),
                Goal.rateAtLeast(5, "", best.name()),
                Goal.rateAtLeast(100, "", one.name()),
                Goal.rateAtLeast(100, "", executor.name()),
                Goal.shown("", "rate", Bound.AT_LEAST, node.name()));
    }

    private void largeArray() {
        CommandSide copy = new CommandSide(
                "copy in memory",
                all -> "",
                all -> Java.command(List.of(), Copies.class, String.valueOf(all.size(LARGE, 1 << 20))));
        CommandSide python =
                CommandSide.python("Python Pool.apply", "bytes", settings -> settings.size(LARGE, 1 << 20));
        CommandSide echo =
                CommandSide.java("bare echo", Echo.class, "bytes", settings -> settings.size(LARGE, 1 << 20));
        CommandSide whole = CommandSide.java(
                "bare echo of the whole", Echo.class, "whole", settings -> settings.size(LARGE, 1 << 20));
        add(
                "P3",
                "64 MiB there and back",
                CommandSide.java("Muster", Children.class, "bytes", settings -> settings.size(LARGE, 1 << 20)),
                List.of(copy, python, echo, whole),
                Goal.timeAtMost(4, "", copy.name()),
                Goal.timeAtMost(0.25, "", python.name()),
                Goal.shown("what a socket allows, both ways at once", "nanos", Bound.AT_MOST, echo.name()),
                Goal.shown("what a socket allows, one way after the other", "nanos", Bound.AT_MOST, whole.name()));
    }

    private void startOfChild() {
        CommandSide bare = CommandSide.java("bare java", BareJava.class, "start", settings -> settings.size(15, 2));
        CommandSide socket = CommandSide.java(
                "bare java that connects", BareJava.class, "connect", settings -> settings.size(15, 2));
        add(
                "P4",
                "a child from its start to its first answer",
                CommandSide.java("Muster", Children.class, "start", settings -> settings.size(15, 2)),
                List.of(bare, socket),
                Goal.timeAtMost(1.3, "", bare.name()),
                Goal.shown("what a socket allows: the line comes through one", "nanos", Bound.AT_MOST, socket.name()));
    }

    private void idleChild() {
        CommandSide bare = onLinux(CommandSide.java("bare java", BareJava.class, "idle", settings -> 1));
        add(
                "P5",
                "proportional set size of an idle child",
                onLinux(CommandSide.java("Muster", Children.class, "idle", settings -> 1)),
                List.of(bare),
                Goal.memoryAtMost(1.2, "", bare.name()));
    }

    private static CommandSide onLinux(CommandSide side) {
        return side.needing(settings -> Memory.isTold() ? "" : "only Linux tells the proportional set size");
    }

    private void crowd() {
        int children = children(settings);
        String fewer = children < 1_000 && !settings.quick() && settings.children() == 0
                ? " (for 1,000 there is too little memory)"
                : "";
        CommandSide python = CommandSide.python("Python spawn", "crowd", all -> children);
        CommandSide bare = CommandSide.java("bare java", BareJava.class, "crowd", all -> children);
        add(
                "P6",
                number(children) + " children at once, each sleeps 2 s" + fewer,
                CommandSide.java("Muster", Children.class, "crowd", all -> children),
                List.of(python, bare),
                Goal.timeAtMost(1.0, "", python.name()),
                Goal.shown("so many JVMs that print a line", "nanos", Bound.AT_MOST, bare.name()),
                Goal.alone("pids seen from outside", "seen", Bound.AT_LEAST, children),
                Goal.shown("most seen alive at once", "atOnce", Bound.AT_LEAST));
    }

    private static int children(Settings settings) {
        if (settings.children() > 0) {
            return settings.children();
        }
        try {
            int room = Memory.isTold() ? (int) Math.min(1_000, Memory.available() / CHILD_BYTES) : 100;
            return settings.size(room, 4);
        } catch (IOException untold) {
            return 100;
        }
    }

    private void crashes() {
        int calls = 100 * settings.size(settings.crashes(), 4);
        CommandSide steady = CommandSide.java("undisturbed", Children.class, "steady", all -> calls);
        CommandSide bare = CommandSide.java("bare java", BareJava.class, "crashes", all -> calls);
        add(
                "P7",
                number(calls / 100) + " crashes among " + number(calls) + " calls of 1 ms",
                CommandSide.java("Muster", Children.class, "risky", all -> calls),
                List.of(steady, bare),
                Goal.rateAtLeast(0.5, "", steady.name()),
                Goal.shown(
                        "the calls on two threads, and a JVM that crashes for each",
                        "rate",
                        Bound.AT_LEAST,
                        bare.name()),
                Goal.alone("definite endings", "endings", Bound.AT_LEAST, calls),
                Goal.alone("lost, run twice, or ended wrongly", "wrong", Bound.AT_MOST, 0));
    }

    // ---------------------------------------------------------------- adding

    private void jmh(String id, String work, String own, String rival, double limit, Map<String, String> parameters) {
        add(id, work, new JmhSide(own, parameters), jmhSides(parameters, rival), Goal.timeAtMost(limit, "", rival));
    }

    private void rate(String id, String work, String own, double limit, String... rivals) {
        add(id, work, new JmhSide(own, Map.of()), jmhSides(Map.of(), rivals), Goal.rateAtLeast(limit, "", rivals));
    }

    private static List<JmhSide> jmhSides(Map<String, String> parameters, String... names) {
        List<JmhSide> sides = new ArrayList<>();
        for (String name : names) {
            sides.add(new JmhSide(name, parameters));
        }
        return sides;
    }

    private void add(String id, String work, Side own, List<? extends Side> rivals, Goal... goals) {
        rows.add(new Row(id, work, own, rivals, List.of(goals)));
    }

    private static String number(int value) {
        return Line.number(value);
    }
}
