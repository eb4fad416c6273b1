package dev.muster.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.muster.At;
import dev.muster.Workers;
import dev.muster.call.CallMethod;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** What a child process does first: loads a dispatcher by name and finds its methods. */
class LoadingTest {
    @Test
    void aLoadedDispatcherDeclaresItsRemoteMethods() throws Exception {
        Class<?> dispatcher = load("shapes/Crossing.java", "shapes.CrossingDispatcher");

        CallMethod records =
                CallMethod.find(dispatcher, "records(Crossing.Node,Crossing.Pair,Crossing.Empty,Crossing.Everything)");
        assertThat(records).isNotNull();
        assertThat(records.spec().on()).isEqualTo(Workers.PROCESSES);
        assertThat(records.spec().type()).isEqualTo("shapes.Crossing");
        assertThat(records.remote().newTarget().get().getClass().getName()).isEqualTo("shapes.Crossing");
        assertThat(records.remote().arrayReader()).isNull();
    }

    @Test
    void anArrayMethodHasAReaderForSlices() throws Exception {
        Class<?> dispatcher = load("shapes/Crossing.java", "shapes.CrossingDispatcher");

        CallMethod halve = CallMethod.find(dispatcher, "halve(long)");

        assertThat(halve.remote().arrayReader()).isNotNull();
        assertThat(halve.remote().newTarget())
                .as("a static method needs no target")
                .isNull();
    }

    @Test
    void whatTheAnnotationSaysArrives() throws Exception {
        Class<?> dispatcher = load("shapes/Crossing.java", "shapes.Crossing_ConstantDispatcher");

        CallMethod one = CallMethod.find(dispatcher, "one(int)");

        assertThat(one.spec().name()).isEqualTo("first");
        assertThat(one.spec().pool()).isEqualTo("small");
        assertThat(one.spec().workers()).isEqualTo(2);
        assertThat(one.remote().newTarget()).as("a serializable target is sent").isNull();
    }

    @Test
    void whatAllAnnotationsSayArrives() throws Exception {
        Class<?> dispatcher = load("shapes/Keys.java", "shapes.KeysDispatcher");

        CallMethod everything = CallMethod.find(dispatcher, "everything(int,String,long)");

        assertThat(everything.spec())
                .isEqualTo(MethodSpec.of("shapes.Keys", "everything(int,String,long)")
                        .named("all")
                        .on(Workers.PROCESSES)
                        .workers(2)
                        .keys("x", "z")
                        .claims(
                                Claim.lock("c").keyedBy("x", "z"),
                                Claim.lock("d"),
                                Claim.lock("e").shared().keyedBy("z"),
                                Claim.permits("f", 5).take(2),
                                Claim.event("told"),
                                Claim.barrier("end", 3).at(At.EXIT))
                        .fires(Claim.event("ok").keyedBy("x"))
                        .condition("isReady")
                        .runLimit("2s")
                        .waitLimit("1m30s"));
    }

    private static Class<?> load(String source, String dispatcher) throws Exception {
        Compilation compilation = Compiling.strictly(Compiling.file(Compiling.RESOURCES.resolve(source)));
        return Class.forName(dispatcher, true, new Compiled(compilation));
    }

    /** Loads what a compilation gave. */
    private static final class Compiled extends ClassLoader {
        private final Map<String, byte[]> classes = new HashMap<>();

        Compiled(Compilation compilation) throws IOException {
            for (JavaFileObject file : compilation.generatedFiles()) {
                if (file.getKind() == JavaFileObject.Kind.CLASS) {
                    String path = file.getName().substring(("/" + StandardLocation.CLASS_OUTPUT + "/").length());
                    classes.put(path.replace('/', '.').replaceAll("\\.class$", ""), bytes(file));
                }
            }
        }

        private static byte[] bytes(JavaFileObject file) throws IOException {
            try (var in = file.openInputStream()) {
                return in.readAllBytes();
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
