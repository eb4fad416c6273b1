package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/protocol.md shows in bytes is what parent and child say. */
@ExtendWith(Leftovers.class)
class ContractPageTest {
    private static final Path PAGE = Path.of("../docs/protocol.md");
    private static final Pattern BLOCK = Pattern.compile("^```hex\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BYTES =
            Pattern.compile("^ *((?:[0-9a-f]{2} )*[0-9a-f]{2})(?: {2}.*)?$", Pattern.MULTILINE);

    @RegisterExtension
    private final ForeignJava java = new ForeignJava("recording.py");

    @TempDir
    private Path record;

    @Test
    @DisplayName("the call on the contract page, byte by byte")
    void call() throws Exception {
        ProcessOptions options =
                ProcessOptions.defaults().classArchive(false).environment(Map.of("RECORD", record.toString()));
        try (Muster muster = Muster.builder()
                .workers(Workers.PROCESSES, 1)
                .processes(options)
                .open()) {
            assertThat(new ForeignDispatcher(new Foreign(), muster).square(7).join())
                    .isEqualTo(49);
        }
        List<String> blocks = blocks();
        assertThat(hexOf("received")).endsWith(blocks.get(0));
        assertThat(hexOf("sent")).endsWith(blocks.get(1)).hasSize(blocks.get(1).length() + READY.length());
    }

    /** The part that is empty. */
    private static final String READY = "0100000400000000";

    private String hexOf(String file) throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(record.resolve(file)));
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> bytes(block.group(1)))
                .toList();
    }

    private static String bytes(String block) {
        return BYTES.matcher(block)
                .results()
                .map((MatchResult line) -> line.group(1).replace(" ", ""))
                .collect(Collectors.joining());
    }
}
