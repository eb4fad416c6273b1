package dev.muster.wire;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A format with values for it: a few at the borders, and as many at random as are wanted. */
record Sample<T>(String name, WireFormat<T> format, List<T> borders, Function<Random, T> values) {

    /** A value at the border or any other; one in eight is null. */
    @Nullable
    T next(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> borders.isEmpty() ? values.apply(random) : borders.get(random.nextInt(borders.size()));
            default -> values.apply(random);
        };
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Sample<?>> all() {
        List<Sample<?>> all = new ArrayList<>(scalars());
        all.addAll(arrays());
        all.addAll(composed());
        all.add(object());
        return all;
    }

    /** A format put together at random. */
    static Sample<?> random(Random random) {
        List<Sample<?>> leaves = new ArrayList<>(scalars());
        leaves.addAll(arrays());
        Sample<?> sample = leaves.get(random.nextInt(leaves.size()));
        for (int levels = random.nextInt(5); levels > 0; levels--) {
            sample = wrap(random, sample);
        }
        return sample;
    }

    private static <T> Sample<?> wrap(Random random, Sample<T> inner) {
        return switch (random.nextInt(7)) {
            case 0 -> listOf(inner);
            case 1 -> setOf(inner);
            case 2 -> mapOf(ints(), inner);
            case 3 -> mapOf(inner, strings());
            case 4 -> optionalOf(inner);
            case 5 -> entryOf(strings(), inner);
            default -> arrayOf(inner);
        };
    }

    private static List<Sample<?>> scalars() {
        return List.of(
                new Sample<>("boolean", WireFormats.BOOLEAN, List.of(true, false), Random::nextBoolean),
                new Sample<>("byte", WireFormats.BYTE, List.of(Byte.MIN_VALUE, (byte) -1, Byte.MAX_VALUE), r ->
                        (byte) r.nextInt()),
                new Sample<>("short", WireFormats.SHORT, List.of(Short.MIN_VALUE, (short) -1, Short.MAX_VALUE), r ->
                        (short) r.nextInt()),
                new Sample<>("char", WireFormats.CHARACTER, List.of('\0', '\uFFFF', '\uD800'), r -> (char) r.nextInt()),
                ints(),
                new Sample<>("long", WireFormats.LONG, List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE), Random::nextLong),
                new Sample<>(
                        "float",
                        WireFormats.FLOAT,
                        List.of(-0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY),
                        Random::nextFloat),
                new Sample<>(
                        "double",
                        WireFormats.DOUBLE,
                        List.of(-0d, Double.NaN, Double.MIN_VALUE, Double.POSITIVE_INFINITY),
                        Random::nextDouble),
                strings(),
                new Sample<>(
                        "enum",
                        WireFormats.enumOf(DayOfWeek.values()),
                        List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        r -> DayOfWeek.of(1 + r.nextInt(7))),
                new Sample<>(
                        "big integer",
                        WireFormats.BIG_INTEGER,
                        List.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(100_000)),
                        r -> new BigInteger(r.nextInt(300), r).negate()),
                new Sample<>(
                        "big decimal",
                        WireFormats.BIG_DECIMAL,
                        List.of(new BigDecimal("0.00"), BigDecimal.valueOf(1, Integer.MIN_VALUE), BigDecimal.TEN),
                        r -> new BigDecimal(new BigInteger(r.nextInt(300), r), r.nextInt(100) - 50)),
                new Sample<>(
                        "uuid", WireFormats.UUID, List.of(new UUID(0, 0)), r -> new UUID(r.nextLong(), r.nextLong())),
                new Sample<>(
                        "uri",
                        WireFormats.URI,
                        List.of(URI.create(""), URI.create("http://ü@[::1]:80/ä%20?q#f"), URI.create("mailto:a@b")),
                        r -> URI.create("x://h/" + r.nextInt())),
                new Sample<>(
                        "path",
                        WireFormats.PATH,
                        List.of(Path.of(""), Path.of("/"), Path.of("..", "a b")),
                        r -> Path.of("p" + r.nextInt())),
                new Sample<>(
                        "instant",
                        WireFormats.INSTANT,
                        List.of(Instant.MIN, Instant.MAX, Instant.EPOCH),
                        Sample::instant),
                new Sample<>(
                        "duration",
                        WireFormats.DURATION,
                        List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE)),
                        r -> Duration.ofNanos(r.nextLong())),
                new Sample<>(
                        "date",
                        WireFormats.LOCAL_DATE,
                        List.of(LocalDate.MIN, LocalDate.MAX),
                        r -> dateTime(r).toLocalDate()),
                new Sample<>(
                        "time",
                        WireFormats.LOCAL_TIME,
                        List.of(LocalTime.MIN, LocalTime.MAX),
                        r -> dateTime(r).toLocalTime()),
                new Sample<>(
                        "date and time",
                        WireFormats.LOCAL_DATE_TIME,
                        List.of(LocalDateTime.MIN, LocalDateTime.MAX),
                        Sample::dateTime),
                new Sample<>(
                        "offset time",
                        WireFormats.OFFSET_TIME,
                        List.of(OffsetTime.MIN, OffsetTime.MAX),
                        r -> OffsetTime.of(dateTime(r).toLocalTime(), offset(r))),
                new Sample<>(
                        "offset date and time",
                        WireFormats.OFFSET_DATE_TIME,
                        List.of(OffsetDateTime.MIN, OffsetDateTime.MAX),
                        r -> OffsetDateTime.of(dateTime(r), offset(r))),
                zoned(),
                new Sample<>(
                        "zone",
                        WireFormats.ZONE_ID,
                        List.of(
                                ZoneOffset.UTC,
                                ZoneOffset.MAX,
                                ZoneId.of("UTC"),
                                ZoneId.of("GMT+1"),
                                ZoneId.of("Asia/Tokyo")),
                        Sample::offset),
                new Sample<>(
                        "offset", WireFormats.ZONE_OFFSET, List.of(ZoneOffset.MIN, ZoneOffset.MAX), Sample::offset),
                new Sample<>(
                        "period",
                        WireFormats.PERIOD,
                        List.of(Period.ZERO, Period.of(Integer.MIN_VALUE, -1, Integer.MAX_VALUE)),
                        r -> Period.of(r.nextInt(), r.nextInt(), r.nextInt())),
                new Sample<>(
                        "year",
                        WireFormats.YEAR,
                        List.of(Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE)),
                        r -> Year.of(r.nextInt(3000))),
                new Sample<>(
                        "year and month",
                        WireFormats.YEAR_MONTH,
                        List.of(YearMonth.of(Year.MIN_VALUE, 1), YearMonth.of(Year.MAX_VALUE, 12)),
                        r -> YearMonth.of(r.nextInt(3000), 1 + r.nextInt(12))),
                new Sample<>(
                        "month and day",
                        WireFormats.MONTH_DAY,
                        List.of(MonthDay.of(2, 29), MonthDay.of(12, 31)),
                        r -> MonthDay.of(1 + r.nextInt(12), 1 + r.nextInt(28))),
                new Sample<>(
                        "optional int",
                        WireFormats.OPTIONAL_INT,
                        List.of(OptionalInt.empty()),
                        r -> OptionalInt.of(r.nextInt())),
                new Sample<>(
                        "optional long",
                        WireFormats.OPTIONAL_LONG,
                        List.of(OptionalLong.empty()),
                        r -> OptionalLong.of(r.nextLong())),
                new Sample<>(
                        "optional double",
                        WireFormats.OPTIONAL_DOUBLE,
                        List.of(OptionalDouble.empty(), OptionalDouble.of(Double.NaN)),
                        r -> OptionalDouble.of(r.nextDouble())));
    }

    private static List<Sample<?>> arrays() {
        return List.of(
                array("booleans", WireFormats.BOOLEAN_ARRAY, boolean[]::new, Random::nextBoolean),
                array("bytes", WireFormats.BYTE_ARRAY, byte[]::new, r -> (byte) r.nextInt()),
                array("shorts", WireFormats.SHORT_ARRAY, short[]::new, r -> (short) r.nextInt()),
                array("chars", WireFormats.CHAR_ARRAY, char[]::new, r -> (char) r.nextInt()),
                array("ints", WireFormats.INT_ARRAY, int[]::new, Random::nextInt),
                array("longs", WireFormats.LONG_ARRAY, long[]::new, Random::nextLong),
                array("floats", WireFormats.FLOAT_ARRAY, float[]::new, Random::nextFloat),
                array("doubles", WireFormats.DOUBLE_ARRAY, double[]::new, Random::nextDouble));
    }

    private static List<Sample<?>> composed() {
        return List.of(
                listOf(strings()),
                setOf(ints()),
                mapOf(strings(), listOf(ints())),
                optionalOf(zoned()),
                entryOf(ints(), strings()),
                sortedOf(ints()),
                eitherOf(strings(), ints()),
                arrayOf(arrayOf(strings())),
                arrayOf(array("ints", WireFormats.INT_ARRAY, int[]::new, Random::nextInt)),
                tree());
    }

    /** A record that contains itself. */
    record Tree(String name, List<Tree> children) {
        static final WireFormat<Tree> FORMAT = WireFormats.of(
                (out, tree) -> {
                    out.putString(tree.name);
                    Tree.CHILDREN.write(out, tree.children);
                },
                in -> new Tree(in.getString(), Tree.CHILDREN.read(in)));

        private static final WireFormat<List<Tree>> CHILDREN =
                WireFormats.list(WireFormats.recursive(() -> Tree.FORMAT));

        static Tree random(Random random, int depth) {
            List<Tree> children = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0 && depth > 0; i--) {
                children.add(random(random, depth - 1));
            }
            return new Tree("t" + random.nextInt(10), children);
        }
    }

    /** A class that nobody can take apart. */
    static final class Basket implements Serializable {
        private static final long serialVersionUID = 1L;

        private final ArrayList<Object> goods = new ArrayList<>();
        private final long[] prices;
        private final HashMap<String, DayOfWeek> days = new HashMap<>();

        Basket(Random random) {
            prices = random.longs(random.nextInt(20)).toArray();
            goods.addAll(Arrays.asList(1, "two", null, List.of(3, 4), new HashSet<>(Set.of('x')), new TreeMap<>()));
            days.put("k" + random.nextInt(), DayOfWeek.of(1 + random.nextInt(7)));
            goods.add(LocalDate.ofEpochDay(random.nextInt(10_000)));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Basket basket
                    && goods.equals(basket.goods)
                    && Arrays.equals(prices, basket.prices)
                    && days.equals(basket.days);
        }

        @Override
        public int hashCode() {
            return goods.hashCode();
        }
    }

    private static Sample<Basket> object() {
        return new Sample<>("object", WireFormats.object(Basket.class), List.of(), Basket::new);
    }

    private static Sample<Tree> tree() {
        return new Sample<>("tree", Tree.FORMAT, List.of(new Tree(null, null)), random -> Tree.random(random, 5));
    }

    private static Sample<Integer> ints() {
        return new Sample<>(
                "int", WireFormats.INTEGER, List.of(Integer.MIN_VALUE, -1, Integer.MAX_VALUE), Random::nextInt);
    }

    private static Sample<String> strings() {
        List<String> borders =
                List.of("", "\0", "\u00FF", "\u0100", "\uD83D\uDE00", "\uDC00a\uD800", "é".repeat(70_000));
        return new Sample<>("string", WireFormats.STRING, borders, Sample::string);
    }

    private static String string(Random random) {
        int bound = random.nextBoolean() ? 0x100 : 0x10000;
        char[] chars = new char[random.nextInt(40)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) random.nextInt(bound);
        }
        return new String(chars);
    }

    private static Sample<ZonedDateTime> zoned() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        LocalDateTime twice = LocalDateTime.of(2024, 10, 27, 2, 30);
        return new Sample<>(
                "zoned date and time",
                WireFormats.ZONED_DATE_TIME,
                List.of(
                        ZonedDateTime.of(twice, paris).withEarlierOffsetAtOverlap(),
                        ZonedDateTime.of(twice, paris).withLaterOffsetAtOverlap(),
                        ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.MAX)),
                random -> ZonedDateTime.of(dateTime(random), paris));
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private static LocalDateTime dateTime(Random random) {
        return LocalDateTime.ofInstant(instant(random), ZoneOffset.UTC);
    }

    private static ZoneOffset offset(Random random) {
        return ZoneOffset.ofTotalSeconds(random.nextInt(2 * 64_800 + 1) - 64_800);
    }

    private static <A> Sample<A> array(
            String name, WireFormat<A> format, IntFunction<A> maker, Function<Random, Object> elements) {
        return new Sample<>(name + "[]", format, List.of(maker.apply(0), maker.apply(20_000)), random -> {
            A array = maker.apply(random.nextInt(random.nextInt(50) == 0 ? 50_000 : 20));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, elements.apply(random));
            }
            return array;
        });
    }

    private static <T> Sample<List<T>> listOf(Sample<T> inner) {
        return new Sample<>(
                "list of " + inner,
                WireFormats.list(inner.format),
                List.of(List.of()),
                random -> fill(new ArrayList<>(), inner, random));
    }

    private static <T> Sample<Set<T>> setOf(Sample<T> inner) {
        return new Sample<>(
                "set of " + inner,
                WireFormats.set(inner.format),
                List.of(Set.of()),
                random -> fill(new LinkedHashSet<>(), inner, random));
    }

    private static <T extends Comparable<T>> Sample<SortedSet<T>> sortedOf(Sample<T> inner) {
        return new Sample<>(
                "sorted set of " + inner,
                WireFormats.sortedSet(inner.format, TreeSet::new),
                List.of(new TreeSet<>(Comparator.reverseOrder())),
                random -> {
                    SortedSet<T> set = new TreeSet<>(random.nextBoolean() ? null : Comparator.reverseOrder());
                    random.ints(random.nextInt(5)).forEach(any -> set.add(inner.values.apply(random)));
                    return set;
                });
    }

    private static Sample<Object> eitherOf(Sample<String> one, Sample<Integer> other) {
        return new Sample<>(
                "either " + one + " or " + other,
                WireFormats.oneOf(
                        new WireFormat.Kind<>(String.class, one.format),
                        new WireFormat.Kind<>(Integer.class, other.format)),
                List.of("", 0),
                random -> (random.nextBoolean() ? one : other).values.apply(random));
    }

    private static <K, V> Sample<Map<K, V>> mapOf(Sample<K> key, Sample<V> value) {
        return new Sample<>(
                "map of " + key + " to " + value,
                WireFormats.map(key.format, value.format),
                List.of(Map.of()),
                random -> {
                    Map<K, V> map = new LinkedHashMap<>();
                    for (int i = random.nextInt(5); i > 0; i--) {
                        map.put(key.next(random), value.next(random));
                    }
                    return map;
                });
    }

    private static <T> Sample<Optional<T>> optionalOf(Sample<T> inner) {
        return new Sample<>(
                "optional " + inner,
                WireFormats.optional(inner.format),
                List.of(Optional.empty()),
                random -> Optional.ofNullable(inner.next(random)));
    }

    private static <K, V> Sample<Map.Entry<K, V>> entryOf(Sample<K> key, Sample<V> value) {
        return new Sample<>(
                "entry of " + key + " and " + value,
                WireFormats.entry(key.format, value.format),
                List.of(),
                random -> new SimpleEntry<>(key.next(random), value.next(random)));
    }

    @SuppressWarnings("unchecked")
    private static <T> Sample<T[]> arrayOf(Sample<T> inner) {
        Class<?> element = componentOf(inner);
        IntFunction<T[]> maker = length -> (T[]) Array.newInstance(element, length);
        return new Sample<>(
                "array of " + inner,
                WireFormats.array(inner.format, maker),
                List.<T[]>of(maker.apply(0)),
                random -> fill(new ArrayList<>(), inner, random).toArray(maker.apply(0)));
    }

    private static Class<?> componentOf(Sample<?> inner) {
        Class<?> type = inner.values.apply(new Random(0)).getClass();
        return type.isArray() ? type : Object.class;
    }

    private static <T, C extends Collection<T>> C fill(C collection, Sample<T> inner, Random random) {
        for (int i = random.nextInt(5); i > 0; i--) {
            collection.add(inner.next(random));
        }
        return collection;
    }
}
