package dev.muster.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BottomLineTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private final BottomLine line = new BottomLine(terminal);
    private final PrintStream above = new PrintStream(line.above(terminal), true, StandardCharsets.UTF_8);

    @Test
    void isRedrawnInPlace() {
        line.draw("1 of 2");
        line.draw("2 of 2");

        assertThat(screen()).isEqualTo(ERASE + "1 of 2" + ERASE + "2 of 2");
    }

    @Test
    void givesWayToALine() {
        line.draw("bar");
        above.print("a line\n");

        assertThat(screen()).isEqualTo(ERASE + "bar" + ERASE + "a line\n");
    }

    @Test
    void isNotDrawnIntoALineThatIsBeingWritten() {
        above.print("half ");
        line.draw("bar");
        above.print("a line\n");

        assertThat(screen()).isEqualTo("half a line\n");
    }

    @Test
    void isErasedOnce() {
        line.draw("bar");
        line.erase();
        line.erase();

        assertThat(screen()).isEqualTo(ERASE + "bar" + ERASE);
    }

    @Test
    void tellsTheWriterThatTheTerminalIsGone() {
        PrintStream closed = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        PrintStream ontoClosed = new PrintStream(line.above(closed), true, StandardCharsets.UTF_8);
        closed.close();
        ontoClosed.print("a line\n");

        assertThat(ontoClosed.checkError()).isTrue();
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
