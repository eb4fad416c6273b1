package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again, for every format. */
class RoundTripTest {
    static List<Sample<?>> samples() {
        return Sample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void nullSurvives(Sample<T> sample) throws Exception {
        assertThat(roundTrip(sample.format(), null)).isNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void bordersSurvive(Sample<T> sample) throws Exception {
        for (T value : sample.borders()) {
            assertThat(plain(roundTrip(sample.format(), value))).isEqualTo(plain(value));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void randomValuesSurviveInOneFrame(Sample<?> sample) throws Exception {
        manyInOneFrame(sample, Seeds.random(), 100);
    }

    @Test
    void formatsPutTogetherAtRandomCarryTheirValues() throws Exception {
        Random random = Seeds.random();
        for (int i = 0; i < 300; i++) {
            manyInOneFrame(Sample.random(random), random, 5);
        }
    }

    private static <T> void manyInOneFrame(Sample<T> sample, Random random, int count) throws Exception {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(sample.next(random));
        }
        Frame frame = Frame.of(out -> {
            for (T value : values) {
                sample.format().write(out, value);
            }
        });
        WireReader in = frame.reader(random);
        for (T value : values) {
            assertThat(plain(sample.format().read(in))).as(sample.name()).isEqualTo(plain(value));
        }
        assertThat(in.atEnd()).isTrue();
    }

    private static <T> @Nullable T roundTrip(WireFormat<T> format, @Nullable T value) throws Exception {
        WireReader in = Frame.of(format, value).reader();
        T read = format.read(in);
        assertThat(in.atEnd()).isTrue();
        return read;
    }

    /** The same value with lists for arrays, so that it has an equality. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, mapped) -> plain.put(plain(key), plain(mapped)));
            return plain;
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return new ArrayList<>(Arrays.asList(plain(entry.getKey()), plain(entry.getValue())));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(RoundTripTest::plain);
        }
        if (value instanceof Collection<?> collection) {
            return plainElements(collection, value instanceof Set ? new HashSet<>() : new ArrayList<>());
        }
        return value != null && value.getClass().isArray() ? plainElements(elements(value), new ArrayList<>()) : value;
    }

    private static Object plainElements(Collection<?> elements, Collection<Object> into) {
        elements.forEach(element -> into.add(plain(element)));
        return into;
    }

    private static List<Object> elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }
}
