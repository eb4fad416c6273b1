package dev.muster.runtime.process;

import dev.muster.ProcessOptions;
import dev.muster.runtime.protocol.Welcome;
import java.io.File;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command that starts a child: this process's own {@code java}, with the same class path or module path.
 *
 * <p>All arguments but the main class and the name go into a file, so that process lists show the name, and show no system
 * property. The parent's heap limit, agents and debugger are not handed on, neither as arguments nor by environment variable; of
 * its system properties, those that belong to the application are, and a few of the JVM's own.
 */
final class JavaCommand {
    private static final String MAIN = "dev.muster.runtime.ChildMain";
    private static final String MODULE = "dev.muster.runtime";

    /**
     * For a small worker that is ready soon, leaves no file, and has a stack for arguments and results that are nested as deep
     * as the wire allows.
     */
    private static final List<String> JVM_DEFAULTS =
            List.of("-XX:-UsePerfData", "-Xss4m", "-XX:+ExitOnOutOfMemoryError");

    /**
     * Has archives of classes mapped where they were made for, so that processes share them. Otherwise each JVM moves them to a
     * place by chance, and has some 7 MiB and 8 ms more. The flag is not for good, so it is given to JDKs that are known.
     */
    private static final List<String> SHARED_ARCHIVE =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

    private static final int LATEST_KNOWN = 25;

    private static final long LEAST_OF_MAKER = 64 << 20;

    private static final String LOG_FORWARDING =
            "-Djava.util.logging.config.class=dev.muster.runtime.worker.LogForwarding";

    /** What the parent has looked for on its class path, a child need not. */
    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";

    private static final String SMALL_COLLECTOR = "-XX:+UseSerialGC";

    /** Variables by which a JVM is given arguments behind our back, the parent's debugger among them. */
    private static final List<String> HIDDEN_ARGUMENTS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Beginnings of the names of the JVM's own properties. */
    private static final List<String> JVM_PROPERTIES = List.of(
            "java.",
            "jdk.",
            "sun.",
            "os.",
            "user.",
            "file.",
            "path.",
            "line.",
            "native.",
            "awt.",
            "stdin.",
            "stdout.",
            "stderr.",
            "surefire.");

    /** Those of them that are handed on nevertheless. */
    private static final Set<String> HANDED_ON = Set.of(
            "file.encoding",
            "java.awt.headless",
            "java.io.tmpdir",
            "java.library.path",
            "user.country",
            "user.language",
            "user.timezone");

    private static final List<String> HANDED_ON_BEGINNINGS =
            List.of("java.net.", "java.security.", "java.util.", "jdk.tls.", "user.variant");

    private final ProcessOptions options;
    private final Path folder;
    private @Nullable Launch launch;

    /**
     * What is the same for all children.
     *
     * @param java the program and its file of arguments
     * @param archive from which classes may come
     */
    private record Launch(List<String> java, @Nullable ClassArchive archive) {}

    /**
     * A process to be started.
     *
     * @param builder what starts it
     * @param java what starts a JVM like it, with further arguments
     * @param archive what it uses or makes, or null
     * @param draft where it writes the archive at its end, or null
     */
    record Command(
            ProcessBuilder builder,
            Function<List<String>, ProcessBuilder> java,
            @Nullable ClassArchive archive,
            @Nullable Path draft) {
        /** Whether it does more at its end than others. */
        boolean makesArchive() {
            return draft != null;
        }

        /** What its JVM says and the user does not want to know; empty if that is nothing. */
        String noise() {
            return archive == null || draft == null ? "" : archive.saidOf(draft);
        }

        /** It has ended. */
        void ended(boolean inOrder) {
            if (archive != null && draft != null) {
                archive.made(draft, inOrder, java);
            }
        }
    }

    JavaCommand(ProcessOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /** What starts the child {@code name}, whose descendants are known by its folder. */
    Command command(String name, Path childFolder) throws IOException {
        Launch common = launch();
        ClassArchive archive = common.archive();
        Path draft = archive == null ? null : archive.draft();
        List<String> more = new ArrayList<>();
        if (archive != null && draft != null) {
            more.addAll(archive.make(draft));
            more.addAll(heapOfMaker());
        } else if (archive != null) {
            more.addAll(archive.use());
        }
        return new Command(
                builder(command(common, more, name), childFolder),
                further -> builder(command(common, roomy(further), name), childFolder),
                archive,
                draft);
    }

    private List<String> roomy(List<String> arguments) {
        List<String> all = new ArrayList<>(heapOfMaker());
        all.addAll(arguments);
        return all;
    }

    private static List<String> command(Launch common, List<String> more, String name) {
        List<String> command = new ArrayList<>(common.java());
        command.addAll(more);
        command.addAll(main());
        command.add(name);
        return command;
    }

    /** To write an archive takes more than the smallest of heaps has. */
    private List<String> heapOfMaker() {
        return options.heap()
                        .filter(heap -> Family.bytes(heap) < LEAST_OF_MAKER)
                        .isPresent()
                ? List.of("-Xmx" + LEAST_OF_MAKER)
                : List.of();
    }

    private ProcessBuilder builder(List<String> command, Path childFolder) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        HIDDEN_ARGUMENTS.forEach(environment::remove);
        environment.putAll(options.environment());
        environment.put(Welcome.FOLDER_VARIABLE, childFolder.toString());
        options.workingDirectory().ifPresent(directory -> builder.directory(directory.toFile()));
        return builder;
    }

    /** Where the JVM of the child {@code pid} reports its crash. */
    Path crashFile(long pid) {
        return folder.resolve("hs_err_pid" + pid + ".log");
    }

    /** Writes the file of arguments once, and again if a cleaner of temporary files has removed it. */
    private synchronized Launch launch() throws IOException {
        Path file = folder.resolve("java.args");
        if (launch == null || !Files.exists(file)) {
            ClassArchive archive = launch == null ? archive() : launch.archive();
            List<String> lines =
                    arguments(archive).stream().map(JavaCommand::quoted).toList();
            Files.write(file, lines, charset());
            launch = new Launch(List.of(java(), "@" + file), archive);
        }
        return launch;
    }

    private @Nullable ClassArchive archive() {
        boolean plain = options.classArchive()
                && System.getProperty("jdk.module.path", "").isEmpty();
        List<String> all = new ArrayList<>(options.jvmArguments());
        options.heap().ifPresent(heap -> all.add("-Xmx" + heap));
        return plain ? ClassArchive.of(all, paths("java.class.path")) : null;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The launcher reads its file in the encoding of the system. */
    private static Charset charset() {
        String encoding = System.getProperty("sun.jnu.encoding");
        return encoding != null && Charset.isSupported(encoding) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
    }

    private List<String> arguments(@Nullable ClassArchive archive) {
        List<String> arguments = new ArrayList<>(JVM_DEFAULTS);
        if (Runtime.version().feature() <= LATEST_KNOWN) {
            arguments.addAll(SHARED_ARCHIVE);
        }
        if (options.jvmArguments().stream().noneMatch(argument -> argument.matches("-XX:\\+Use.*GC"))) {
            arguments.add(SMALL_COLLECTOR); // a JVM takes one collector only
        }
        arguments.add("-XX:ErrorFile=" + folder.resolve("hs_err_pid%p.log"));
        if (!hasLogConfiguration()) {
            arguments.add(LOG_FORWARDING);
        }
        selectors().ifPresent(type -> arguments.add("-D" + SELECTORS + "=" + type));
        properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        options.heap().ifPresent(size -> arguments.add("-Xmx" + size));
        arguments.addAll(options.jvmArguments());
        arguments.addAll(paths(archive));
        return arguments;
    }

    /** The JDK's own; another one is the user's business. */
    private static Optional<String> selectors() {
        Class<?> type = SelectorProvider.provider().getClass();
        return type.getModule() == Object.class.getModule() ? Optional.of(type.getName()) : Optional.empty();
    }

    private boolean hasLogConfiguration() {
        String beginning = "java.util.logging.config.";
        return System.getProperties().stringPropertyNames().stream()
                        .anyMatch(name -> name.startsWith(beginning) && isHandedOn(name) && !isOurs(name))
                || options.jvmArguments().stream().anyMatch(argument -> argument.startsWith("-D" + beginning));
    }

    /** In a child that has children of its own. */
    private static boolean isOurs(String name) {
        return LOG_FORWARDING.equals("-D" + name + "=" + System.getProperty(name));
    }

    private static Map<String, String> properties() {
        Map<String, String> handedOn = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            String value = System.getProperty(name);
            if (value != null && isHandedOn(name) && !isOurs(name)) {
                handedOn.put(name, value);
            }
        }
        return handedOn;
    }

    private static boolean isHandedOn(String name) {
        return HANDED_ON.contains(name)
                || HANDED_ON_BEGINNINGS.stream().anyMatch(name::startsWith)
                || JVM_PROPERTIES.stream().noneMatch(name::startsWith);
    }

    private static List<String> paths(@Nullable ClassArchive archive) {
        List<String> paths = new ArrayList<>();
        String modules = paths("jdk.module.path");
        if (!modules.isEmpty()) {
            paths.addAll(List.of("--module-path", modules));
        }
        if (!modules.isEmpty() || isModule()) {
            paths.addAll(List.of("--add-modules", modules()));
        }
        String classes = archive == null ? paths("java.class.path") : archive.classPath();
        if (!classes.isEmpty()) {
            paths.addAll(List.of("-classpath", classes));
        }
        return paths;
    }

    /** All that this process has: the application's may be linked into the run-time image, or be roots by its command line. */
    private static String modules() {
        return ModuleLayer.boot().modules().stream()
                .map(Module::getName)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static boolean isModule() {
        return JavaCommand.class.getModule().isNamed();
    }

    /** The entries of a property, if there are any. Relative ones are meant relative to this process, wherever the child works. */
    private static String paths(String property) {
        String said = System.getProperty(property, "");
        return said.isEmpty()
                ? ""
                : Stream.of(said.split(File.pathSeparator, -1))
                        .map(entry -> new File(entry).getAbsolutePath())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    /** What children cannot find, and the way out; empty if there is nothing to say. */
    static String lack() {
        return ClassLoader.getSystemResource(MAIN.replace('.', '/') + ".class") != null
                ? ""
                : "\nChild processes find classes where the command line of this process says, by -cp or --module-path."
                        + " Muster is not there, but was loaded by " + JavaCommand.class.getClassLoader()
                        + ": add it there, and the classes that child processes are to run.";
    }

    private static List<String> main() {
        return isModule() ? List.of("-m", MODULE + "/" + MAIN) : List.of(MAIN);
    }

    private static String quoted(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
