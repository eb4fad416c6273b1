package dev.muster.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumLineTest {
    private static final String SUM = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "a/b", "./a", "../a", "a", "a b", " a ", "*a", "a%41", "a?b#c", "-a", "/"})
    void namesStandAsThePathHasThem(String name) {
        assertThat(line(Path.of(name))).isEqualTo(SUM + "  " + name + "\n");
    }

    @Test
    void backslashNewlineAndCarriageReturnAreEscapedAndTheLineSaysSo() {
        assertThat(line(Path.of("/a\\b\nc\rd"))).isEqualTo("\\" + SUM + "  /a\\\\b\\nc\\rd\n");
    }

    @Test
    void bytesThatAreNoTextStay() {
        assertThat(line(Path.of(URI.create("file:///a/%FF%FE%C3%A9"))))
                .isEqualTo(SUM + "  /a/\u00ff\u00fe\u00c3\u00a9\n");
    }

    @Test
    void aMessageStaysInItsLine() {
        byte[] message = SumLine.about(Path.of("/a\nb"), "checksums: ", ": no such file");

        assertThat(new String(message, StandardCharsets.ISO_8859_1)).isEqualTo("checksums: /a\\nb: no such file\n");
    }

    private static String line(Path file) {
        return new String(SumLine.of(SUM, file), StandardCharsets.ISO_8859_1);
    }
}
