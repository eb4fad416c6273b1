package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** {@link WireFormats#object}: codecs, Java serialization, and what is kept out of it. */
class ObjectFormatTest {
    interface Shape extends Serializable {}

    record Point(int x, int y) implements Serializable {}

    record Circle(Point centre, int radius) implements Shape {}

    /** Promises anything. */
    record Bag(Object first, Object second) implements Serializable {}

    /** Promises what its type argument does. */
    record Tray<T>(T first, List<T> others) implements Serializable {}

    /** Of the application, although all of its declarations say less. */
    record Version(int n, Comparable<?> label) implements Serializable, Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            return Integer.compare(n, other.n);
        }
    }

    /** Nothing declares this. */
    record Stranger(int n) implements Serializable {}

    static class Base<T> implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ArrayList<T> items = new ArrayList<>();
    }

    static final class Points extends Base<Point> {
        private static final long serialVersionUID = 1L;
    }

    /** Travels as another, nested class. */
    static final class Secret implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient String text;

        Secret(String text) {
            this.text = text;
        }

        private Object writeReplace() {
            return new Stand(text);
        }

        private record Stand(String text) implements Serializable {
            private Object readResolve() {
                return new Secret(text);
            }
        }
    }

    record Order<L>(List<Line<L>> lines) implements Serializable {}

    record Line<L>(L lock, Map<String, L> notes) implements Serializable {}

    record Refusing(int n) implements Serializable {
        Refusing {
            if (n < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    static final class Unwritable implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("disk full");
        }
    }

    static final class Link implements Serializable {
        private static final long serialVersionUID = 1L;
        private Link next;
    }

    /** Not serializable. */
    record Text(String text) {}

    private static final class TextCodec implements Codec {
        @Override
        public boolean accepts(Class<?> type) {
            return type == Text.class;
        }

        @Override
        public void write(Object value, Class<?> type, OutputStream out) throws IOException {
            for (byte b : ((Text) value).text.getBytes(StandardCharsets.UTF_8)) {
                out.write(b);
            }
            out.close();
        }

        @Override
        public Object read(Class<?> type, InputStream in) throws IOException {
            return new Text(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theFirstCodecThatAcceptsTheTypeCarriesIt() throws IOException {
        WireFormat<Text> format = WireFormats.object(Text.class);
        List<Codec> codecs = List.of(new TextCodec());
        String text = "é".repeat(100_000);
        Frame frame = Frame.of(codecs, out -> {
            format.write(out, new Text(text));
            format.write(out, null);
            format.write(out, new Text(""));
            out.putInt(5);
        });
        WireReader in = frame.reader(codecs, null);
        assertThat(format.read(in).text).isEqualTo(text);
        assertThat(format.read(in)).isNull();
        assertThat(format.read(in).text).isEmpty();
        assertThat(in.getInt()).isEqualTo(5);
    }

    @Test
    void aCodecOnOneSideOnlyIsNoticed() throws IOException {
        WireFormat<Text> format = WireFormats.object(Text.class);
        Frame frame = Frame.of(List.of(new TextCodec()), out -> format.write(out, new Text("a")));
        assertThatThrownBy(() -> format.read(frame.reader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("ObjectFormatTest$Text");
    }

    @Test
    void aCodecThatReadsTooLittleDoesNotDisturbWhatFollows() throws IOException {
        Codec lazy = new Codec() {
            @Override
            public boolean accepts(Class<?> type) {
                return true;
            }

            @Override
            public void write(Object value, Class<?> type, OutputStream out) throws IOException {
                out.write(new byte[10_000]);
            }

            @Override
            public Object read(Class<?> type, InputStream in) throws IOException {
                return in.read();
            }
        };
        WireFormat<Integer> format = WireFormats.object(Integer.class);
        Frame frame = Frame.of(List.of(lazy), out -> {
            format.write(out, 1);
            out.putInt(7);
        });
        WireReader in = frame.reader(List.of(lazy), null);
        assertThat(format.read(in)).isZero();
        assertThat(in.getInt()).isEqualTo(7);
        WireFormat<String> another = WireFormats.object(String.class);
        assertThatThrownBy(() -> another.read(frame.reader(List.of(lazy), null)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Expected a value of java.lang.String, read a value of java.lang.Integer");
    }

    @Test
    void valuesAndCollectionsOfTheJdkCrossWhereverTheyAre() throws IOException {
        WireFormat<Bag> format = WireFormats.object(Bag.class);
        EnumMap<Month, Object> months = new EnumMap<>(Map.of(Month.MAY, EnumSet.of(Month.JUNE)));
        List<Object> values = List.of(
                List.of(1, 2, 3),
                Map.of("k", new BigDecimal("1.20")),
                Collections.unmodifiableList(new ArrayList<>(List.of('c'))),
                new TreeMap<>(Map.of(LocalDate.EPOCH, new int[0].length)),
                new ConcurrentHashMap<>(Map.of("a", 1L)),
                months,
                Collections.emptyMap());
        for (Object value : values) {
            assertThat(copy(format, new Bag(value, null))).isEqualTo(new Bag(value, null));
        }
        Bag arrays = copy(format, new Bag(new int[][] {{1}, {2, 3}}, new Object[] {new AtomicInteger(1), "s"}));
        assertThat((int[][]) arrays.first()).isDeepEqualTo(new int[][] {{1}, {2, 3}});
    }

    @Test
    void largeArraysInsideAValueCross() throws IOException {
        WireFormat<Bag> format = WireFormats.object(Bag.class);
        long[] large = Seeds.random().longs(1_000_000).toArray();
        Object[] references = new Object[5_000_000];
        Bag read = copy(format, new Bag(large, references));
        assertThat((long[]) read.first()).isEqualTo(large);
        assertThat((Object[]) read.second()).hasSize(references.length);
    }

    @Test
    void subtypesOfADeclaredTypeAndWhatTheyDeclareCross() throws IOException {
        Circle circle = new Circle(new Point(1, 2), 3);
        assertThat(copy(WireFormats.<Shape>object(Shape.class), circle)).isEqualTo(circle);
        Shape[] shapes = {circle, null};
        assertThat(copy(WireFormats.<Shape[]>object(Shape[].class), shapes)).isEqualTo(shapes);
    }

    @Test
    void listedTypesCross() throws IOException {
        WireFormat<Bag> format = WireFormats.object(Bag.class, Shape.class);
        Bag bag = new Bag(new Circle(new Point(1, 2), 3), new Point(4, 5));
        assertThat(copy(format, bag)).isEqualTo(bag);
    }

    @Test
    void typeArgumentsOfASuperclassAreDeclared() throws IOException {
        Points points = new Points();
        ((Base<Point>) points).items.add(new Point(1, 2));
        Points read = copy(WireFormats.object(Points.class), points);
        assertThat(((Base<Point>) read).items).containsExactly(new Point(1, 2));
    }

    @Test
    void typeArgumentsOfTheDeclaredTypeAreListed() throws IOException {
        WireFormat<Base<Point>> format = WireFormats.object(Base.class, Point.class);
        Base<Point> points = new Base<>();
        points.items.add(new Point(1, 2));
        assertThat(copy(format, points).items).containsExactly(new Point(1, 2));
    }

    @Test
    void serializationProxiesCross() throws IOException {
        assertThat(copy(WireFormats.object(Secret.class), new Secret("s")).text).isEqualTo("s");
    }

    @Test
    void exceptionsCrossWithTheirCauses() throws IOException {
        Exception value = new IllegalStateException("a", new IOException("b"));
        Exception read = copy(WireFormats.<Exception>object(Exception.class), value);
        assertThat(read).hasMessage("a").hasRootCauseMessage("b").hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void whatNobodyDeclaresIsRefusedWhenWrittenAndNamedWithItsPlace() {
        Order<Object> order = new Order<>(List.of(new Line<>(null, Map.of()), new Line<>(new Stranger(1), Map.of())));
        assertThatThrownBy(() -> Frame.of(WireFormats.<Order<Object>>object(Order.class), order))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("ObjectFormatTest$Stranger (found at Order.lines[1].lock)")
                .hasMessageContaining("register a Codec");
    }

    @Test
    void whatIsNotSerializableIsNamedWithItsPlace() {
        Order<Object> order = new Order<>(List.of(new Line<>(null, Map.of("k", new Object[] {1, new Thread()}))));
        assertThatThrownBy(() -> Frame.of(WireFormats.<Order<Object>>object(Order.class, Thread.class), order))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("java.lang.Thread (found at Order.lines[0].notes.values()[0][1])")
                .hasMessageContaining("not Serializable");
    }

    @Test
    void anInterfaceOfTheJdkPromisesEveryClassOfTheApplication() throws IOException {
        Version version = new Version(1, new Version(2, "two"));
        assertThat(copy(WireFormats.<Serializable>object(Serializable.class), version))
                .isEqualTo(version);
        assertThat(copy(WireFormats.<Comparable<?>>object(Comparable.class), version))
                .isEqualTo(version);
        assertThat(copy(WireFormats.<Object>object(Object.class), new Stranger(1)))
                .isEqualTo(new Stranger(1));
        WireFormat<Tray<Serializable>> trays = WireFormats.object(Tray.class, Serializable.class);
        Tray<Serializable> tray = new Tray<>(new Stranger(1), List.of(version, "s"));
        assertThat(copy(trays, tray)).isEqualTo(tray);
    }

    @Test
    void anInterfaceOfTheJdkPromisesOnlyItsOwnSubtypes() {
        assertThatThrownBy(() -> Frame.of(
                        WireFormats.<Tray<?>>object(Tray.class, Comparable.class), new Tray<>(new Stranger(1), null)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Stranger");
    }

    @Test
    void anInterfaceOfTheJdkPromisesNothingThatActs() throws IOException {
        Object proxy = Proxy.newProxyInstance(
                Frame.class.getClassLoader(), new Class<?>[] {Shape.class}, (InvocationHandler & Serializable)
                        (self, method, arguments) -> null);
        List<Object> active =
                List.of((Runnable & Serializable) () -> {}, proxy, new LogRecord(Level.INFO, ""), new URL[0]);
        for (Object each : active) {
            assertThatThrownBy(() -> Frame.of(WireFormats.<Object>object(Object.class), each))
                    .isInstanceOf(WireException.class);
            Frame forged = forged(each);
            assertThatThrownBy(() -> WireFormats.<Object>object(Object.class).read(forged.reader()))
                    .isInstanceOf(WireException.class);
        }
    }

    @Test
    void aLambdaIsCalledOne() {
        Bag bag = new Bag((Runnable & Serializable) () -> {}, null);
        assertThatThrownBy(() -> Frame.of(WireFormats.object(Bag.class), bag))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("A lambda");
    }

    @Test
    void whatOneValueAdmittedIsForgottenInTheNext() throws IOException {
        WireFormat<Tray<Object>> format = WireFormats.object(Tray.class, Shape.class);
        copy(format, new Tray<>(new Circle(new Point(1, 2), 3), null));
        assertThatThrownBy(() -> Frame.of(format, new Tray<>(new Point(1, 2), null)))
                .isInstanceOf(WireException.class);
    }

    @Test
    void whatNobodyDeclaresIsRefusedWhenRead() throws IOException {
        Frame forged = forged(new Tray<>(new Stranger(1), null));
        assertThatThrownBy(() -> WireFormats.object(Tray.class).read(forged.reader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("ObjectFormatTest$Stranger");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWhenRead() throws IOException {
        Frame forged = forged("text");
        assertThatThrownBy(() -> WireFormats.object(Bag.class).read(forged.reader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Bag, read a value of java.lang.String");
    }

    @Test
    void whatAConstructorThrowsIsAWireException() throws IOException {
        byte[] bytes = forged(new Refusing(0x12345678)).bytes;
        for (int i = 0; i < bytes.length - 3; i++) {
            if (bytes[i] == 0x12 && bytes[i + 1] == 0x34 && bytes[i + 2] == 0x56) {
                bytes[i] = (byte) 0x92;
            }
        }
        assertThatThrownBy(() -> WireFormats.object(Refusing.class).read(new Frame(bytes).reader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Refusing")
                .hasMessageContaining("negative");
    }

    @Test
    void tooManyObjectsInsideEachOtherAreAWireException() {
        Link first = new Link();
        Link last = first;
        for (int i = 0; i < 200_000; i++) {
            last.next = new Link();
            last = last.next;
        }
        assertThatThrownBy(() -> Frame.of(WireFormats.object(Link.class), first))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("inside each other");
    }

    @Test
    void classesAreFoundByTheLoaderThatWasGiven() throws Exception {
        WireFormat<Bag> format = WireFormats.object(Bag.class, Stranger.class);
        Frame frame = Frame.of(format, new Bag(new Stranger(1), null));
        ClassLoader without = new ClassLoader(Frame.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals(Stranger.class.getName())) {
                    throw new ClassNotFoundException("hidden " + name);
                }
                return super.loadClass(name, resolve);
            }
        };
        assertThat(format.read(frame.reader())).isEqualTo(new Bag(new Stranger(1), null));
        assertThatThrownBy(() -> format.read(frame.reader(List.of(), without)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Stranger");
    }

    @Test
    void whatCannotBeWrittenIsNamedByItsClassAndNotByWhatItWasPassedAs() {
        assertThatThrownBy(() -> Frame.of(WireFormats.object(Serializable.class), new Unwritable()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Unwritable, passed as java.io.Serializable, cannot be written");
    }

    @Test
    void whatAClassThrowsWhenWrittenIsAWireException() {
        assertThatThrownBy(() -> Frame.of(WireFormats.object(Unwritable.class), new Unwritable()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Unwritable cannot be written")
                .hasMessageContaining("disk full");
    }

    @Test
    void anUndeclaredExceptionInsideAValueIsRefusedByTheReader() throws IOException {
        Frame frame = Frame.of(WireFormats.object(Bag.class), new Bag(new IOException("a"), null));
        assertThatThrownBy(() -> WireFormats.object(Bag.class).read(frame.reader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("java.io.IOException");
    }

    @Test
    void aFailureOfTheChannelIsNotTheValuesFault() throws IOException {
        IOException broken = new IOException("broken pipe");
        WireWriter out = new WireWriter(
                (bytes, offset, length) -> {
                    throw broken;
                },
                List.of());
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        assertThatThrownBy(() -> WireFormats.object(Bag.class).write(out, new Bag(large, null)))
                .isSameAs(broken);

        WireReader in = new WireReader(
                (bytes, offset, length) -> {
                    throw broken;
                },
                List.of(),
                null);
        assertThatThrownBy(() -> WireFormats.object(Bag.class).read(in)).isSameAs(broken);
    }

    /** What a writer without an allow-list would write. */
    private static Frame forged(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(value);
        }
        return Frame.of(out -> {
            out.putBoolean(true);
            out.putBoolean(false);
            out.putBytes(bytes.toByteArray());
            out.putInt(0);
        });
    }

    private static <T> T copy(WireFormat<T> format, T value) throws IOException {
        WireReader in = Frame.of(format, value).reader();
        T read = format.read(in);
        assertThat(in.atEnd()).isTrue();
        return read;
    }
}
