package dev.muster.behaviour.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.Workers;
import dev.muster.behaviour.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which of several places holds, and what explain() says of that. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class PrecedenceTest {
    private static final String KEY = "call.Squares.square.workers";

    private static String explained(Supplier<Muster> open) {
        try (Muster muster = open.get()) {
            assertThat(new SquaresDispatcher(new Squares(), muster).square(1).join())
                    .isNotEmpty();
            return muster.explain();
        }
    }

    @DisplayName("the file outdoes the annotations, system properties the file, and the builder's map both")
    @Test
    void risingStrength(@TempDir Path temp) throws IOException {
        List<Path> folders = List.of(Configured.folder(temp, "conf", "# ours", KEY + " = 3"));
        String file = Configured.url(temp.resolve("conf")).toString();

        assertThat(explained(Muster::open))
                .contains("'threads' (16384 threads)")
                .doesNotContain("configuration");
        assertThat(Configured.withFolders(folders, () -> explained(Muster::open)))
                .contains("'Squares.square(int)' (3 threads)")
                .contains("Squares.square: workers = 3 (muster.properties in " + file + ")");
        assertThat(Configured.withFolders(
                        folders, () -> Configured.withProperty("muster." + KEY, "4", () -> explained(Muster::open))))
                .contains("'Squares.square(int)' (4 threads)")
                .contains("Squares.square: workers = 4 (system property muster." + KEY + ")");
        assertThat(Configured.withFolders(
                        folders,
                        () -> Configured.withProperty(
                                "muster." + KEY, "4", () -> explained(() -> Configured.by(KEY, "5")))))
                .contains("'Squares.square(int)' (5 threads)")
                .contains("Squares.square: workers = 5 (Muster.builder().configuration(…))");
    }

    @DisplayName("the builder's own methods are the strongest, and explain() says what they overrule")
    @Test
    void builder() {
        String explained = explained(() -> Muster.builder()
                .workers(Workers.THREADS, 6)
                .pool("disk", Workers.THREADS, 2)
                .queueLimit(10)
                .configuration(Configured.map(
                        "pool.threads.workers", "7", "pool.disk.workers", "8", "queueLimit", "11", "drain", "1h"))
                .open());
        assertThat(explained)
                .contains("'threads' (6 threads)", "'disk' (2 threads)")
                .contains("pool.threads.workers = 7 (Muster.builder().configuration(…)), overruled by the builder")
                .contains("pool.disk.workers = 8 (Muster.builder().configuration(…)), overruled by the builder")
                .contains("queueLimit = 11 (Muster.builder().configuration(…)), overruled by the builder")
                .contains("drain = 1h (Muster.builder().configuration(…))\n");
    }

    @DisplayName("within a place the more exact name wins; a stronger place outdoes a more exact name")
    @Test
    void exactness() {
        String full = "call.dev.muster.behaviour.configuration.Squares.square.workers";
        assertThat(explained(() -> Configured.by(full, "2", KEY, "3", "call.Squares.squareOfLong.workers", "4")))
                .contains("'Squares.square(int)' (2 threads)");
        assertThat(Configured.withProperty("muster." + full, "2", () -> explained(() -> Configured.by(KEY, "3"))))
                .contains("'Squares.square(int)' (3 threads)");
    }

    @DisplayName("of several maps the later wins, key by key")
    @Test
    void severalMaps() {
        assertThat(explained(() -> Muster.builder()
                        .configuration(Configured.map(KEY, "2", "pool.cores.workers", "3"))
                        .configuration(Configured.map(KEY, "4"))
                        .open()))
                .contains("Squares.square: workers = 4", "pool.cores.workers = 3");
    }

    @DisplayName("explain() lists what no dispatcher has used, and what a stronger place says otherwise")
    @Test
    void unused() {
        String explained = Configured.withProperty(
                "muster.permits.database",
                "4",
                () -> explained(() -> Configured.by(
                        "call.Squars.square.workers",
                        "2",
                        "pool.dsik.workers",
                        "2",
                        "permits.databse",
                        "2",
                        "permits.database",
                        "5",
                        KEY,
                        "0")));
        assertThat(explained)
                .contains("not used so far: call.Squars.square.workers = 2 (Muster.builder().configuration(…))")
                .contains("not used so far: pool.dsik.workers = 2", "not used so far: permits.databse = 2")
                .contains("Squares.query: permits.database = 5 (Muster.builder()")
                .contains("permits.database = 4 (system property muster.permits.database), overruled by"
                        + " Muster.builder().configuration(…)")
                .doesNotContain("Squares.square:"); // as annotated
    }

    @DisplayName("two files that differ are an error that names both; identical ones are not")
    @Test
    void severalFiles(@TempDir Path temp) throws IOException {
        Path one = Configured.folder(temp, "one", "permits.a = 3");
        Path same = Configured.folder(temp, "same", "permits.a = 3");
        Path other = Configured.folder(temp, "other", "permits.a = 4");

        assertThat(Configured.withFolders(List.of(one, same), () -> explained(Muster::open)))
                .contains("permits.a = 3");
        assertThatThrownBy(() -> Configured.withFolders(List.of(one, other), Muster::open))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining(Configured.url(one) + "muster.properties")
                .hasMessageContaining(Configured.url(other) + "muster.properties");
    }

    @DisplayName("a file that says a key twice, or cannot be read, is an error that names it")
    @Test
    void brokenFile(@TempDir Path temp) throws IOException {
        Path twice = Configured.folder(temp, "twice", "permits.a = 3", "permits.a = 4");
        assertThatThrownBy(() -> Configured.withFolders(List.of(twice), Muster::open))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining(Configured.url(twice) + "muster.properties says permits.a twice: 3 and 4");
        Path malformed = Configured.folder(temp, "malformed", "permits.a = \\u12");
        assertThatThrownBy(() -> Configured.withFolders(List.of(malformed), Muster::open))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining(Configured.url(malformed) + "muster.properties cannot be read");
    }
}
