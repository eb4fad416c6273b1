package dev.muster.runtime.process;

import static dev.muster.runtime.process.Children.withProcesses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the first call of a child to its end, and its parent's. */
@ExtendWith(Leftovers.class)
class LifeTest {
    @TempDir
    private Path files;

    private static BodiesDispatcher bodies(Muster muster) {
        return new BodiesDispatcher(new Bodies(), muster);
    }

    // ---------------------------------------------------------------- recycling

    @Test
    @DisplayName("MAP-20 a child serves as many calls as it may")
    void callsPerWorker() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().callsPerWorker(3), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            List<Task<Integer>> tasks =
                    IntStream.range(0, 9).mapToObj(i -> bodies.callsSoFar()).toList();
            assertThat(tasks.stream().map(Task::join)).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3);
        }
    }

    @Test
    @DisplayName("with one call for each child, every call has a process of its own, with a name of its own")
    void freshProcesses() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().callsPerWorker(1), 2)) {
            BodiesDispatcher bodies = bodies(muster);
            List<Task<Long>> tasks =
                    IntStream.range(0, 6).mapToObj(i -> bodies.pid()).toList();
            Set<Long> pids = new HashSet<>();
            tasks.forEach(task -> pids.add(task.join()));
            assertThat(pids).hasSize(6);
            assertThat(tasks.stream().map(task -> task.worker().orElseThrow().name()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("an idle child keeps neither argument nor result of its last call")
    void anIdleChildKeepsNothing() throws Exception {
        Path gone = files.resolve("gone");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            assertThat(bodies(muster)
                            .sameAndWatched(new byte[1], gone.toString())
                            .join())
                    .hasSize(1);
            assertThat(Eventually.contentOf(gone)).isNotNull();
        }
    }

    @Test
    @DisplayName("nor does the parent, for a child that is idle")
    void theParentOfAnIdleChildKeepsNothing() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            List<WeakReference<?>> kept = kept(bodies(muster));
            Eventually.isTrue(
                    () -> {
                        System.gc();
                        return kept.stream().allMatch(reference -> reference.refersTo(null));
                    },
                    () -> "something is kept of "
                            + kept.stream().map(Reference::get).toList());
        }
    }

    private static List<WeakReference<?>> kept(BodiesDispatcher bodies) {
        byte[] argument = new byte[1 << 20];
        Task<byte[]> task = bodies.reversed(argument);
        return List.of(new WeakReference<>(argument), new WeakReference<>(task.join()), new WeakReference<>(task));
    }

    @Test
    void anIdleChildExpires() throws Exception {
        ProcessOptions options = ProcessOptions.defaults().idleExpiry(Duration.ofMillis(50));
        try (Muster muster = withProcesses(options, 1)) {
            BodiesDispatcher bodies = bodies(muster);
            long first = bodies.pid().join();
            Eventually.isGone(first);
            assertThat(bodies.pid().join()).isNotEqualTo(first);
        }
    }

    // ---------------------------------------------------------------- a cleaner of the temporary folder

    @Test
    @DisplayName("children live on when their folder has been removed, and new ones are started in another")
    void theFolderIsRemoved() throws Exception {
        livesOnAfter(PrivateFolder::remove);
    }

    @Test
    @DisplayName("so they do when only the files in it have been removed")
    void theFilesAreRemoved() throws Exception {
        livesOnAfter(LifeTest::removeFiles);
    }

    private static void livesOnAfter(Consumer<Path> cleaner) throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            long first = bodies.pid().join();
            assertThat(Leftovers.folders()).hasSize(1).allSatisfy(cleaner::accept);
            assertThat(bodies.sum(new byte[10_000_000]).join()).isZero();
            assertThat(bodies.reversed(new byte[10_000_000]).join()).hasSize(10_000_000);
            assertThat(bodies.pid().join()).isEqualTo(first);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Eventually.isGone(first);
            assertThat(bodies.pid().join()).isNotEqualTo(first);
        }
    }

    private static void removeFiles(Path folder) {
        for (File file : Objects.requireNonNull(folder.toFile().listFiles(File::isFile))) {
            assertThat(file.delete()).isTrue();
        }
    }

    // ---------------------------------------------------------------- cancelling

    @Test
    @DisplayName("FUT-05 a cancelled body is interrupted, and its child goes on")
    void cancelInterrupts() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            Task<?> task = bodies.sleep(started.toString());
            long pid = Eventually.pidIn(started);
            assertThat(task.cancel(true)).isTrue();
            assertThat(catchThrowable(task::join)).isInstanceOf(CancellationException.class);
            assertThat(task.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(bodies.pid().join()).isEqualTo(pid);
        }
    }

    @Test
    @DisplayName(
            "SHD-14, FUT-05 a body that ignores its cancellation is killed when the grace is over; its child is replaced")
    void cancelKills() throws Exception {
        Path started = files.resolve("started");
        ProcessOptions options = ProcessOptions.defaults().grace(Duration.ofMillis(200));
        try (Muster muster = withProcesses(options, 1)) {
            BodiesDispatcher bodies = bodies(muster);
            Task<?> task = bodies.spin(started.toString());
            long pid = Eventually.pidIn(started);
            Task<Integer> behind = bodies.square(5);
            task.cancel(true);
            assertThat(task.awaitEnd(Duration.ofSeconds(20))).isTrue();
            Eventually.isGone(pid);
            assertThat(behind.join()).isEqualTo(25);
        }
    }

    @Test
    @DisplayName("a slow call holds up none that were sent with it")
    void aSlowCallHoldsUpNoOther() throws Exception {
        Path gate = files.resolve("gate");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            BodiesDispatcher bodies = bodies(muster);
            bodies.squareAll(IntStream.range(0, 20_000).boxed().toList()).join();
            Task<?> slow = bodies.waitFor(files.resolve("started").toString(), gate.toString());
            List<Task<Integer>> others =
                    IntStream.range(0, 500).mapToObj(bodies::square).toList();
            for (int i = 0; i < others.size(); i++) {
                assertThat(others.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i * i);
            }
            assertThat(slow.isDone()).isFalse();
            Files.createFile(gate);
            slow.join();
        }
    }

    // ---------------------------------------------------------------- the end

    @Test
    @DisplayName("PRC-26, MAP-26 shutdown hooks run when the parent closes")
    void hooksRunOnClose() {
        Path file = files.resolve("hook");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            bodies(muster).leaveHook(file.toString()).join();
        }
        assertThat(file).hasContent("hook");
    }

    @Test
    @DisplayName("PRC-18 neither a thread that a body left nor a hook that hangs keeps a child alive")
    void nothingKeepsAChildAlive() throws Exception {
        ProcessOptions options = ProcessOptions.defaults().grace(Duration.ofMillis(300));
        long pid;
        try (Muster muster = withProcesses(options, 1)) {
            bodies(muster).leaveThread().join();
            bodies(muster).leaveHangingHook().join();
            pid = bodies(muster).pid().join();
        }
        Eventually.isGone(pid);
    }

    @Test
    @DisplayName("SHD-13, CRS-10 closeNow ends a busy child")
    void closeNowEndsABusyChild() throws Exception {
        Path started = files.resolve("started");
        ProcessOptions options = ProcessOptions.defaults().grace(Duration.ofMillis(200));
        try (Muster muster = withProcesses(options, 1)) {
            Task<?> spinning = bodies(muster).spin(started.toString());
            long pid = Eventually.pidIn(started);
            Task<?> queued = bodies(muster).square(1);
            muster.closeNow();
            Eventually.isGone(pid);
            assertThat(spinning.isDone()).isTrue();
            assertThat(queued.isCancelled()).isTrue();
        }
    }

    // ---------------------------------------------------------------- nesting

    @Test
    @DisplayName("PRC-13 a child has children of its own, named after it")
    void nesting() {
        try (Muster muster = Muster.open()) {
            assertThat(bodies(muster).nested(2).join()).isEqualTo("Process-1 Process-1:1 Process-1:1:1");
        }
    }

    @Test
    @DisplayName("MAP-30 beyond the deepest level there is a clear error")
    void tooDeep() {
        try (Muster muster = Muster.open()) {
            assertThat(catchThrowable(bodies(muster).nested(20)::join))
                    .hasStackTraceContaining("is the child of 8 processes and may have none of its own");
        }
    }

    @Test
    @DisplayName("PRC-05 when a child is killed, its own children end")
    void grandchildrenEndWithTheChild() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = Muster.open()) {
            Task<?> task = bodies(muster).nestedSleep(started.toString());
            long grandchild = Eventually.pidIn(started);
            long child = task.worker().orElseThrow().pid();
            ProcessHandle.of(child).orElseThrow().destroyForcibly();
            Eventually.isGone(grandchild);
            assertThat(catchThrowable(task::join)).hasMessageContaining("SIGKILL");
        }
    }

    // ---------------------------------------------------------------- the parent's death

    @Test
    @DisplayName("CRS-14 children end when their parent is killed, busy or idle; the next start removes what it left")
    void childrenEndWithAKilledParent() throws Exception {
        Process parent = startParent("stay");
        List<Long> children = childrenOfParent();
        parent.destroyForcibly().waitFor();
        for (long child : children) {
            Eventually.isGone(child);
        }
        assertThat(foldersOf(parent.pid())).hasSize(1);
        assertThat(startParent("leave").waitFor()).isZero();
        assertThat(foldersOf(parent.pid())).isEmpty();
    }

    @Test
    @DisplayName("SHD-12 children end when their parent exits without closing, and nothing is left")
    void childrenEndWithAnExitingParent() throws Exception {
        Process parent = startParent("leave");
        List<Long> children = childrenOfParent();
        assertThat(parent.waitFor()).isZero();
        for (long child : children) {
            Eventually.isGone(child);
        }
        assertThat(foldersOf(parent.pid())).isEmpty();
    }

    @Test
    @DisplayName(
            "a child that was stopped when its parent was killed is ended by the next start, and what it had started")
    void aStoppedOrphanIsSwept() throws Exception {
        Process parent = startParent("stay");
        List<Long> children = childrenOfParent();
        long idle = children.get(1);
        new ProcessBuilder("kill", "-STOP", Long.toString(idle)).start().waitFor();
        parent.destroyForcibly().waitFor();
        Eventually.isGone(children.get(0));
        assertThat(ProcessHandle.of(idle).filter(ProcessHandle::isAlive)).isPresent();
        assertThat(startParent("leave").waitFor()).isZero();
        Eventually.isGone(idle);
    }

    @Test
    @DisplayName("CRS-12 where there is no place for sockets, calls fail promptly with that reason")
    void noPlaceForSockets() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=/proc",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Diskless.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(parent.waitFor()).isZero();
        assertThat(output.lines())
                .hasSize(5)
                .allMatch(line -> line.contains("WorkerStartException: no folder for the sockets of child processes")
                        && line.contains("java.io.tmpdir"));
    }

    @Test
    @DisplayName("where Muster is not on the class path of the command line, the failed start says so, and the way out")
    void childrenCannotFindMuster() throws Exception {
        Path launcher = files.resolve("Launcher.java");
        Files.writeString(launcher, """
                public class Launcher {
                    public static void main(String[] paths) throws Exception {
                        var urls = new java.util.ArrayList<java.net.URL>();
                        for (String path : paths[0].split(java.io.File.pathSeparator)) {
                            urls.add(new java.io.File(path).toURI().toURL());
                        }
                        var loader = new java.net.URLClassLoader(urls.toArray(new java.net.URL[0]));
                        var main = loader.loadClass(paths[1]).getMethod("main", String[].class);
                        main.setAccessible(true);
                        main.invoke(null, (Object) new String[0]);
                    }
                }
                """);
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        launcher.toString(),
                        System.getProperty("java.class.path"),
                        Diskless.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(parent.waitFor()).isZero();
        assertThat(output).contains("Muster is not there, but was loaded by java.net.URLClassLoader");
    }

    /** Its temporary folder is one that no other Muster on this machine knows, and sweeps. */
    private Process startParent(String what) throws Exception {
        Path folder = Files.createTempDirectory(files, "parent");
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + files,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString(),
                        what)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .directory(new File("."))
                .start();
        parentFolder = folder;
        return parent;
    }

    private Path parentFolder = Path.of(".");

    private List<Long> childrenOfParent() throws Exception {
        return List.of(Eventually.pidIn(parentFolder.resolve("busy")), Eventually.pidIn(parentFolder.resolve("idle")));
    }

    private List<Path> foldersOf(long pid) throws Exception {
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(path -> path.getFileName().toString().startsWith("muster-" + pid + "-"))
                    .toList();
        }
    }
}
