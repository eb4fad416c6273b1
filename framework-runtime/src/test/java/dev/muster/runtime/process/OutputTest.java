package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Workers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What bodies print reaches the parent's streams before the call's end is told. */
@ExtendWith(Leftovers.class)
class OutputTest {
    private static BodiesDispatcher bodies(Muster muster) {
        return new BodiesDispatcher(new Bodies(), muster);
    }

    @Test
    void bothStreamsArriveBeforeTheResult() {
        try (Captured captured = new Captured();
                Muster muster = Muster.open()) {
            for (int i = 0; i < 100; i++) {
                bodies(muster).printToBoth("line " + i).join();
                assertThat(captured.outText()).endsWith("out line " + i + "\n");
                assertThat(captured.errText()).endsWith("err line " + i + "\n");
            }
        }
    }

    @Test
    @DisplayName("noise of every byte value arrives unaltered, with or without a line's end")
    void noiseArrivesUnaltered() {
        long seed = new Random().nextLong();
        byte[] noise = new byte[300_000];
        new Random(seed).nextBytes(noise);
        try (Captured captured = new Captured();
                Muster muster = Muster.open()) {
            bodies(muster).print(noise).join();
            assertThat(captured.out()).as("seed %d", seed).isEqualTo(noise);
        }
    }

    @Test
    @DisplayName("a line longer than the pump keeps arrives whole, and one without an end before join returns")
    void longLineWithoutEnd() {
        byte[] line = new byte[1_000_000];
        java.util.Arrays.fill(line, (byte) 'x');
        try (Captured captured = new Captured();
                Muster muster = Muster.open()) {
            bodies(muster).print(line).join();
            assertThat(captured.out()).isEqualTo(line);
        }
    }

    @Test
    void linesOfSeveralChildrenDoNotMix() {
        try (Captured captured = new Captured();
                Muster muster = Muster.builder().workers(Workers.PROCESSES, 3).open()) {
            List<String> prefixes =
                    IntStream.range(0, 6).mapToObj(i -> "body" + i).toList();
            BodiesDispatcher bodies = bodies(muster);
            prefixes.stream()
                    .map(prefix -> bodies.printLines(prefix, 2_000))
                    .toList()
                    .forEach(task -> task.join());
            for (String prefix : prefixes) {
                assertThat(captured.outText().lines().filter(line -> line.startsWith(prefix + " ")))
                        .containsExactlyElementsOf(IntStream.range(0, 2_000)
                                .mapToObj(i -> prefix + " " + i)
                                .toList());
            }
            assertThat(captured.outText().lines().count()).isEqualTo(12_000);
        }
    }

    @Test
    void whatIsWrittenAroundSystemOutArrivesToo() throws Exception {
        try (Captured captured = new Captured()) {
            try (Muster muster = Muster.open()) {
                bodies(muster).printAroundJava("native\n").join();
            }
            assertThat(captured.outText()).isEqualTo("native\n");
        }
    }
}
