package dev.muster.wire;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
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
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The formats of the types that cross to child processes without further ado, and what composes formats of them.
 *
 * <p>Every format carries null, and so do the elements, keys and values of composed ones. Where a type has mutable parts, what
 * is read is a copy: a list read is an {@link ArrayList}, a set a {@link LinkedHashSet}, a map a {@link LinkedHashMap}, in the
 * order of the original. What has two references to it in the original is there twice in the copy.
 */
public final class WireFormats {
    /** A boolean or null. */
    public static final WireFormat<Boolean> BOOLEAN = of(WireWriter::putBoolean, WireReader::getBoolean);

    /** A byte or null. */
    public static final WireFormat<Byte> BYTE = of(WireWriter::putByte, WireReader::getByte);

    /** A short or null. */
    public static final WireFormat<Short> SHORT = of(WireWriter::putShort, WireReader::getShort);

    /** A character or null. */
    public static final WireFormat<Character> CHARACTER = of(WireWriter::putChar, WireReader::getChar);

    /** An int or null. */
    public static final WireFormat<Integer> INTEGER = of(WireWriter::putInt, WireReader::getInt);

    /** A long or null. */
    public static final WireFormat<Long> LONG = of(WireWriter::putLong, WireReader::getLong);

    /** A float or null. */
    public static final WireFormat<Float> FLOAT = of(WireWriter::putFloat, WireReader::getFloat);

    /** A double or null. */
    public static final WireFormat<Double> DOUBLE = of(WireWriter::putDouble, WireReader::getDouble);

    /** A string or null; unpaired surrogates survive. */
    public static final WireFormat<String> STRING = direct(WireWriter::putString, WireReader::getString);

    /** An array of booleans or null. */
    public static final WireFormat<boolean[]> BOOLEAN_ARRAY = direct(WireWriter::putBooleans, WireReader::getBooleans);

    /** An array of bytes or null. */
    public static final WireFormat<byte[]> BYTE_ARRAY = direct(WireWriter::putBytes, WireReader::getBytes);

    /** An array of shorts or null. */
    public static final WireFormat<short[]> SHORT_ARRAY = direct(WireWriter::putShorts, WireReader::getShorts);

    /** An array of characters or null. */
    public static final WireFormat<char[]> CHAR_ARRAY = direct(WireWriter::putChars, WireReader::getChars);

    /** An array of ints or null. */
    public static final WireFormat<int[]> INT_ARRAY = direct(WireWriter::putInts, WireReader::getInts);

    /** An array of longs or null. */
    public static final WireFormat<long[]> LONG_ARRAY = direct(WireWriter::putLongs, WireReader::getLongs);

    /** An array of floats or null. */
    public static final WireFormat<float[]> FLOAT_ARRAY = direct(WireWriter::putFloats, WireReader::getFloats);

    /** An array of doubles or null. */
    public static final WireFormat<double[]> DOUBLE_ARRAY = direct(WireWriter::putDoubles, WireReader::getDoubles);

    /** An integer of any size or null. */
    public static final WireFormat<BigInteger> BIG_INTEGER =
            of((out, value) -> out.putBytes(value.toByteArray()), WireFormats::readBigInteger);

    /** A decimal number or null; its scale survives. */
    public static final WireFormat<BigDecimal> BIG_DECIMAL = of(
            (out, value) -> {
                out.putBytes(value.unscaledValue().toByteArray());
                out.putInt(value.scale());
            },
            in -> new BigDecimal(readBigInteger(in), in.getInt()));

    /** A UUID or null. */
    public static final WireFormat<UUID> UUID = of(
            (out, value) -> {
                out.putLong(value.getMostSignificantBits());
                out.putLong(value.getLeastSignificantBits());
            },
            in -> new UUID(in.getLong(), in.getLong()));

    /** A URI or null. */
    public static final WireFormat<URI> URI =
            of((out, value) -> out.putString(value.toString()), in -> java.net.URI.create(readText(in)));

    /**
     * A path or null, as its string: a relative one is relative to the working directory of whoever reads it. A path of another
     * file system than the default one, such as that of a ZIP file, is a {@link WireException}.
     */
    public static final WireFormat<Path> PATH =
            of((out, value) -> out.putString(textOf(value)), in -> Path.of(readText(in)));

    /** Nothing but null. */
    public static final WireFormat<Void> VOID = of(
            (out, value) -> {
                throw new WireException("A Void that is not null");
            },
            in -> {
                throw new StreamCorruptedException("Expected null");
            });

    /** An instant or null. */
    public static final WireFormat<Instant> INSTANT = of(
            (out, value) -> {
                out.putLong(value.getEpochSecond());
                out.putInt(value.getNano());
            },
            in -> Instant.ofEpochSecond(in.getLong(), in.getInt()));

    /** A duration or null. */
    public static final WireFormat<Duration> DURATION = of(
            (out, value) -> {
                out.putLong(value.getSeconds());
                out.putInt(value.getNano());
            },
            in -> Duration.ofSeconds(in.getLong(), in.getInt()));

    /** A date or null. */
    public static final WireFormat<LocalDate> LOCAL_DATE = of(WireFormats::writeDate, WireFormats::readDate);

    /** A time of day or null. */
    public static final WireFormat<LocalTime> LOCAL_TIME = of(WireFormats::writeTime, WireFormats::readTime);

    /** A date with a time of day, or null. */
    public static final WireFormat<LocalDateTime> LOCAL_DATE_TIME =
            of(WireFormats::writeDateTime, WireFormats::readDateTime);

    /** A time of day with an offset, or null. */
    public static final WireFormat<OffsetTime> OFFSET_TIME = of(
            (out, value) -> {
                writeTime(out, value.toLocalTime());
                writeOffset(out, value.getOffset());
            },
            in -> OffsetTime.of(readTime(in), readOffset(in)));

    /** A date and time with an offset, or null. */
    public static final WireFormat<OffsetDateTime> OFFSET_DATE_TIME = of(
            (out, value) -> {
                writeDateTime(out, value.toLocalDateTime());
                writeOffset(out, value.getOffset());
            },
            in -> OffsetDateTime.of(readDateTime(in), readOffset(in)));

    /** A date and time with a zone, or null. */
    public static final WireFormat<ZonedDateTime> ZONED_DATE_TIME = of(
            (out, value) -> {
                writeDateTime(out, value.toLocalDateTime());
                writeOffset(out, value.getOffset());
                out.putString(value.getZone().getId());
            },
            in -> ZonedDateTime.ofInstant(readDateTime(in), readOffset(in), ZoneId.of(readText(in))));

    /** A time zone or null. */
    public static final WireFormat<ZoneId> ZONE_ID =
            of((out, value) -> out.putString(value.getId()), in -> ZoneId.of(readText(in)));

    /** An offset from Greenwich or null. */
    public static final WireFormat<ZoneOffset> ZONE_OFFSET = of(WireFormats::writeOffset, WireFormats::readOffset);

    /** A period or null. */
    public static final WireFormat<Period> PERIOD = of(
            (out, value) -> {
                out.putInt(value.getYears());
                out.putInt(value.getMonths());
                out.putInt(value.getDays());
            },
            in -> Period.of(in.getInt(), in.getInt(), in.getInt()));

    /** A year or null. */
    public static final WireFormat<Year> YEAR =
            of((out, value) -> out.putInt(value.getValue()), in -> Year.of(in.getInt()));

    /** A month of a year, or null. */
    public static final WireFormat<YearMonth> YEAR_MONTH = of(
            (out, value) -> {
                out.putInt(value.getYear());
                out.putByte((byte) value.getMonthValue());
            },
            in -> YearMonth.of(in.getInt(), in.getByte()));

    /** A day of a month, or null. */
    public static final WireFormat<MonthDay> MONTH_DAY = of(
            (out, value) -> {
                out.putByte((byte) value.getMonthValue());
                out.putByte((byte) value.getDayOfMonth());
            },
            in -> MonthDay.of(in.getByte(), in.getByte()));

    /** An int that may be absent, or null. */
    public static final WireFormat<OptionalInt> OPTIONAL_INT = of(
            (out, value) -> INTEGER.write(out, value.isPresent() ? value.getAsInt() : null),
            WireFormats::readOptionalInt);

    /** A long that may be absent, or null. */
    public static final WireFormat<OptionalLong> OPTIONAL_LONG = of(
            (out, value) -> LONG.write(out, value.isPresent() ? value.getAsLong() : null),
            WireFormats::readOptionalLong);

    /** A double that may be absent, or null. */
    public static final WireFormat<OptionalDouble> OPTIONAL_DOUBLE = of(
            (out, value) -> DOUBLE.write(out, value.isPresent() ? value.getAsDouble() : null),
            WireFormats::readOptionalDouble);

    private static final WireFormat<Comparator<Object>> COMPARATOR = object(Comparator.class);

    /** Room for so many elements is made on the word of their number; for more when they have come. */
    private static final int TRUSTED_COUNT = 1 << 10;

    private WireFormats() {}

    /**
     * The format of a type with parts, such as a record. Takes care of null; keeps values that contain each other without end
     * from overflowing the stack; turns what {@code maker} throws into a {@link WireException}.
     *
     * @param parts writes the parts of a value
     * @param maker makes a value of its parts, at least one byte
     */
    public static <T> WireFormat<T> of(WireFormat.Parts<T> parts, WireFormat.Maker<T> maker) {
        return new PartsFormat<>(parts, maker);
    }

    /**
     * A format that is looked up when it is used, for a type that contains itself.
     *
     * @param format gives the format; asked for each value
     */
    public static <T> WireFormat<T> recursive(Supplier<WireFormat<T>> format) {
        Objects.requireNonNull(format, "format");
        return new WireFormat<>() {
            @Override
            public void write(WireWriter out, @Nullable T value) throws IOException {
                format.get().write(out, value);
            }

            @Override
            public @Nullable T read(WireReader in) throws IOException {
                return format.get().read(in);
            }
        };
    }

    /**
     * The constants of an enum, by ordinal: both sides must have the same version of it.
     *
     * @param values all constants, in their order
     */
    @SuppressWarnings("EnumOrdinal") // Nothing is kept: the two processes run the same classes.
    public static <E extends Enum<E>> WireFormat<E> enumOf(E[] values) {
        E[] constants = values.clone();
        return of(
                (out, value) -> out.putInt(value.ordinal()),
                in -> constants[Objects.checkIndex(in.getInt(), constants.length)]);
    }

    /**
     * An array of references, of any number of dimensions.
     *
     * @param maker makes an array of a given length
     */
    public static <T> WireFormat<T[]> array(WireFormat<T> element, IntFunction<T[]> maker) {
        return of((out, array) -> writeAll(out, element, Arrays.asList(array)), in -> readArray(in, element, maker));
    }

    /** A list; an {@link ArrayList} is read. */
    public static <T> WireFormat<List<T>> list(WireFormat<T> element) {
        return collection(element, ArrayList::new);
    }

    /** A set; a {@link LinkedHashSet} is read. */
    public static <T> WireFormat<Set<T>> set(WireFormat<T> element) {
        return collection(element, LinkedHashSet::new);
    }

    /** The elements that an iteration yields, which must have an end; an {@link ArrayList} is read. */
    public static <T> WireFormat<Iterable<T>> iterable(WireFormat<T> element) {
        return of(
                (out, iterable) -> writeAll(out, element, snapshot(iterable)),
                in -> readAll(in, element, new ArrayList<>()));
    }

    /**
     * A collection of any kind. Only elements cross: a capacity is what {@code maker} says.
     *
     * @param maker makes an empty collection
     */
    public static <T, C extends Collection<T>> WireFormat<C> collection(WireFormat<T> element, Supplier<C> maker) {
        return of(
                (out, collection) -> writeAll(out, element, snapshot(collection)),
                in -> readAll(in, element, maker.get()));
    }

    /** A queue that gives its elements in the order in which it got them; an {@link ArrayDeque} is read. */
    public static <T> WireFormat<Queue<T>> queue(WireFormat<T> element) {
        return of(
                (out, queue) -> {
                    refuseOwnOrder(queue);
                    writeAll(out, element, snapshot(queue));
                },
                in -> readAll(in, element, new ArrayDeque<>()));
    }

    /** A queue that gives the least element first; its comparator crosses with it, as in a {@link #sortedSet}. */
    public static <T> WireFormat<PriorityQueue<T>> priorityQueue(WireFormat<T> element) {
        return of(
                (out, queue) -> {
                    writeOrder(out, queue.comparator());
                    writeAll(out, element, snapshot(queue));
                },
                in -> readAll(in, element, new PriorityQueue<>(WireFormats.<T>readOrder(in))));
    }

    /**
     * A sorted set. Its comparator crosses with it, as {@link #object} would carry it: one of the JDK or of a serializable class.
     * A set whose comparator cannot cross, a lambda for instance, is a {@link WireException}: it never arrives in another order.
     *
     * @param maker makes an empty set of a comparator, which is null for the natural order
     */
    public static <T, S extends SortedSet<T>> WireFormat<S> sortedSet(
            WireFormat<T> element, Function<Comparator<? super T>, S> maker) {
        return of(
                (out, set) -> {
                    writeOrder(out, set.comparator());
                    writeAll(out, element, snapshot(set));
                },
                in -> readAll(in, element, maker.apply(readOrder(in))));
    }

    /** A map; a {@link LinkedHashMap} is read. */
    public static <K, V> WireFormat<Map<K, V>> map(WireFormat<K> key, WireFormat<V> value) {
        return map(key, value, LinkedHashMap::new);
    }

    /**
     * A map of any kind. Only mappings cross: a capacity is what {@code maker} says.
     *
     * @param maker makes an empty map
     */
    public static <K, V, M extends Map<K, V>> WireFormat<M> map(
            WireFormat<K> key, WireFormat<V> value, Supplier<M> maker) {
        WireFormat<Map.Entry<K, V>> mapping = entry(key, value);
        return of(
                (out, map) -> writeAll(out, mapping, snapshot(map.entrySet())),
                in -> readMappings(in, mapping, maker.get()));
    }

    /**
     * A sorted map; its comparator crosses with it, as that of a {@link #sortedSet}.
     *
     * @param maker makes an empty map of a comparator, which is null for the natural order
     */
    public static <K, V, M extends SortedMap<K, V>> WireFormat<M> sortedMap(
            WireFormat<K> key, WireFormat<V> value, Function<Comparator<? super K>, M> maker) {
        WireFormat<Map.Entry<K, V>> mapping = entry(key, value);
        return of(
                (out, map) -> {
                    writeOrder(out, map.comparator());
                    writeAll(out, mapping, snapshot(map.entrySet()));
                },
                in -> readMappings(in, mapping, maker.apply(readOrder(in))));
    }

    /** A key with a value; what is read cannot be changed. */
    public static <K, V> WireFormat<Map.Entry<K, V>> entry(WireFormat<K> key, WireFormat<V> value) {
        return of(
                (out, entry) -> {
                    key.write(out, entry.getKey());
                    value.write(out, entry.getValue());
                },
                in -> new SimpleImmutableEntry<>(nullOrNot(key.read(in)), nullOrNot(value.read(in))));
    }

    /** A value that may be absent; the {@link Optional} itself may be null, too. */
    public static <T> WireFormat<Optional<T>> optional(WireFormat<T> value) {
        return of(
                (out, optional) -> value.write(out, optional.orElse(null)), in -> Optional.ofNullable(value.read(in)));
    }

    /**
     * A value of one of several types, such as those that a sealed interface permits.
     *
     * @param kinds the types, of which a value's first is taken; both sides must have the same
     */
    @SafeVarargs
    public static <T> WireFormat<T> oneOf(WireFormat.Kind<? extends T>... kinds) {
        List<WireFormat.Kind<? extends T>> all = new ArrayList<>();
        for (WireFormat.Kind<? extends T> kind : kinds) {
            all.add(kind);
        }
        return of((out, value) -> writeOneOf(out, value, all), in -> readOneOf(in, all));
    }

    /**
     * A value of a type that generated code cannot take apart: carried by the first {@link Codec} of writer and reader that
     * accepts the type, or else by Java serialization.
     *
     * <p>What Java serialization may carry is limited, on both sides alike. Admitted are
     *
     * <ul>
     *   <li>values and collections of the JDK: strings, boxes, what is in {@code java.util}, {@code java.util.concurrent} with
     *       {@code .atomic} and {@code .locks}, {@code java.math}, {@code java.time} and {@code java.time.chrono}, files, URIs
     *       and internet addresses;
     *   <li>{@code type}, {@code allowed}, and their subtypes. {@link Object} and the interfaces of the JDK, such as {@link
     *       java.io.Serializable} and {@link Comparable}, promise anything: every subtype that belongs to the application, but
     *       none that belongs to the JDK, lest they open its inner workings;
     *   <li>in the same way, the declared types of the fields of an admitted class outside the first group (with their type
     *       arguments, and those of its superclass), once the value holds an instance of it. A field declared as a bare type
     *       variable stands for the type arguments, which are named elsewhere;
     *   <li>superclasses of an admitted class, and classes nested in it, such as serialization proxies;
     *   <li>arrays of all these.
     * </ul>
     *
     * <p>Belonging to the application means: defined by a class loader other than those of the platform, and neither a lambda nor
     * a dynamic proxy. Anything else, lambdas for instance, is a {@link WireException}, as a rule for the writer already. It names
     * the class and, if it can be found, the place in the value.
     *
     * @param type the declared type
     * @param allowed what else the declaration promises, such as type arguments
     */
    public static <T> WireFormat<T> object(Class<? super T> type, Class<?>... allowed) {
        ObjectParts<T> parts = new ObjectParts<>(type, Set.copyOf(Arrays.asList(allowed)));
        return of(parts, parts);
    }

    /** The format of a type that takes care of null itself. */
    private static <T> WireFormat<T> direct(NullableParts<T> parts, NullableMaker<T> maker) {
        return new WireFormat<>() {
            @Override
            public void write(WireWriter out, @Nullable T value) throws IOException {
                parts.write(out, value);
            }

            @Override
            public @Nullable T read(WireReader in) throws IOException {
                return maker.read(in);
            }
        };
    }

    private interface NullableParts<T> {
        void write(WireWriter out, @Nullable T value) throws IOException;
    }

    private interface NullableMaker<T> {
        @Nullable
        T read(WireReader in) throws IOException;
    }

    /** The elements at one moment, also of a collection that other threads change. */
    private static <T> List<T> snapshot(Iterable<T> elements) {
        if (elements instanceof Collection<T> collection) {
            return new ArrayList<>(collection);
        }
        List<T> all = new ArrayList<>();
        elements.forEach(all::add);
        return all;
    }

    private static <T> void writeAll(WireWriter out, WireFormat<T> format, List<T> elements) throws IOException {
        out.putInt(elements.size());
        for (T element : elements) {
            format.write(out, element);
        }
    }

    private static <T, C extends Collection<T>> C readAll(WireReader in, WireFormat<T> format, C into)
            throws IOException {
        for (int left = in.getCount(); left > 0; left--) {
            into.add(nullOrNot(format.read(in)));
        }
        return into;
    }

    private static <K, V, M extends Map<K, V>> M readMappings(WireReader in, WireFormat<Map.Entry<K, V>> format, M into)
            throws IOException {
        for (int left = in.getCount(); left > 0; left--) {
            Map.Entry<K, V> next = Objects.requireNonNull(format.read(in), "mapping");
            into.put(next.getKey(), next.getValue());
        }
        return into;
    }

    @SuppressWarnings("unchecked") // Compared are elements, which the comparator has been made for.
    private static void writeOrder(WireWriter out, @Nullable Comparator<?> order) throws IOException {
        try {
            COMPARATOR.write(out, (Comparator<Object>) order);
        } catch (WireException e) {
            throw new WireException(
                    "A sorted collection cannot cross to another process without its comparator, which cannot cross. Order it"
                            + " naturally, or by a comparator of a Serializable class that is no lambda. "
                            + e.getMessage(),
                    e);
        }
    }

    /** The comparator, or null for the natural order. */
    @SuppressWarnings("unchecked")
    private static <T> Comparator<? super T> readOrder(WireReader in) throws IOException {
        return (Comparator<? super T>) nullOrNot(COMPARATOR.read(in));
    }

    /** Such a queue would arrive as one that gives its elements in another order. */
    private static void refuseOwnOrder(Queue<?> queue) throws WireException {
        if (queue instanceof PriorityQueue || queue instanceof PriorityBlockingQueue || queue instanceof DelayQueue) {
            throw new WireException("A " + queue.getClass().getSimpleName()
                    + " that is declared as a Queue would lose its order in another process; declare a PriorityQueue");
        }
    }

    private static <T> void writeOneOf(WireWriter out, T value, List<WireFormat.Kind<? extends T>> kinds)
            throws IOException {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).type().isInstance(value)) {
                out.putInt(i);
                writeAs(out, kinds.get(i), value);
                return;
            }
        }
        throw new WireException(value.getClass().getTypeName() + " is none of the types that can cross here");
    }

    private static <T> T readOneOf(WireReader in, List<WireFormat.Kind<? extends T>> kinds) throws IOException {
        WireFormat<? extends T> format =
                kinds.get(Objects.checkIndex(in.getInt(), kinds.size())).format();
        return nullOrNot(format.read(in));
    }

    @SuppressWarnings("unchecked") // The class has been checked; the type arguments follow from those of T.
    private static <K> void writeAs(WireWriter out, WireFormat.Kind<K> kind, Object value) throws IOException {
        kind.format().write(out, (K) value);
    }

    private static String textOf(Path path) throws WireException {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new WireException(
                    "The path " + path.toUri() + " cannot cross to another process: it is of a file system of"
                            + " its own, which the other does not have. Pass the file that the file system is made of, and open it"
                            + " there.");
        }
        return path.toString();
    }

    private static <T> T[] readArray(WireReader in, WireFormat<T> format, IntFunction<T[]> maker) throws IOException {
        int length = in.getCount();
        T[] array = maker.apply(Math.min(length, TRUSTED_COUNT));
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, (int) Math.min(length, 2L * i));
            }
            array[i] = nullOrNot(format.read(in));
        }
        return array;
    }

    /** Whether elements may be null is the business of whoever wrote them. */
    @SuppressWarnings("NullAway")
    private static <T> T nullOrNot(@Nullable T element) {
        return element;
    }

    private static BigInteger readBigInteger(WireReader in) throws IOException {
        byte[] bytes = in.getBytes();
        if (bytes == null) {
            throw new StreamCorruptedException("Expected the bytes of an integer, read null");
        }
        return new BigInteger(bytes);
    }

    private static String readText(WireReader in) throws IOException {
        String text = in.getString();
        if (text == null) {
            throw new StreamCorruptedException("Expected a text, read null");
        }
        return text;
    }

    private static void writeDate(WireWriter out, LocalDate value) throws IOException {
        out.putInt(value.getYear());
        out.putByte((byte) value.getMonthValue());
        out.putByte((byte) value.getDayOfMonth());
    }

    private static LocalDate readDate(WireReader in) throws IOException {
        return LocalDate.of(in.getInt(), in.getByte(), in.getByte());
    }

    private static void writeTime(WireWriter out, LocalTime value) throws IOException {
        out.putLong(value.toNanoOfDay());
    }

    private static LocalTime readTime(WireReader in) throws IOException {
        return LocalTime.ofNanoOfDay(in.getLong());
    }

    private static void writeDateTime(WireWriter out, LocalDateTime value) throws IOException {
        writeDate(out, value.toLocalDate());
        writeTime(out, value.toLocalTime());
    }

    private static LocalDateTime readDateTime(WireReader in) throws IOException {
        return LocalDateTime.of(readDate(in), readTime(in));
    }

    private static void writeOffset(WireWriter out, ZoneOffset value) throws IOException {
        out.putInt(value.getTotalSeconds());
    }

    private static ZoneOffset readOffset(WireReader in) throws IOException {
        return ZoneOffset.ofTotalSeconds(in.getInt());
    }

    private static OptionalInt readOptionalInt(WireReader in) throws IOException {
        Integer value = INTEGER.read(in);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong readOptionalLong(WireReader in) throws IOException {
        Long value = LONG.read(in);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static OptionalDouble readOptionalDouble(WireReader in) throws IOException {
        Double value = DOUBLE.read(in);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
