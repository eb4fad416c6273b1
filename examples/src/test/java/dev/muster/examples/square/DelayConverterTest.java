package dev.muster.examples.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DelayConverterTest {
    private final DelayConverter converter = new DelayConverter();

    @ParameterizedTest
    @CsvSource({"2s, PT2S", "250ms, PT0.25S", "5m, PT5M", "0, PT0S", "0s, PT0S"})
    void readsDurationsAsPeopleWriteThem(String text, Duration duration) {
        assertThat(converter.convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "-2s", "2 s", "2h", "s", "1.5s", "PT2S", "9999999999s"})
    void explainsWhatItCannotRead(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("250ms");
    }
}
