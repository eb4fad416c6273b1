package dev.muster.processor.read;

import static java.util.Map.entry;

import com.palantir.javapoet.ClassName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** The types of the platform that {@code WireFormats} knows: by constant, or by a factory that combines formats. */
final class KnownTypes {
    /** Types with a constant of their own. */
    static final Map<String, String> CONSTANTS = Map.ofEntries(
            entry("java.lang.String", "STRING"),
            entry("java.lang.Void", "VOID"),
            entry("java.lang.Boolean", "BOOLEAN"),
            entry("java.lang.Byte", "BYTE"),
            entry("java.lang.Short", "SHORT"),
            entry("java.lang.Character", "CHARACTER"),
            entry("java.lang.Integer", "INTEGER"),
            entry("java.lang.Long", "LONG"),
            entry("java.lang.Float", "FLOAT"),
            entry("java.lang.Double", "DOUBLE"),
            entry("java.math.BigInteger", "BIG_INTEGER"),
            entry("java.math.BigDecimal", "BIG_DECIMAL"),
            entry("java.util.UUID", "UUID"),
            entry("java.net.URI", "URI"),
            entry("java.nio.file.Path", "PATH"),
            entry("java.util.OptionalInt", "OPTIONAL_INT"),
            entry("java.util.OptionalLong", "OPTIONAL_LONG"),
            entry("java.util.OptionalDouble", "OPTIONAL_DOUBLE"),
            entry("java.time.Instant", "INSTANT"),
            entry("java.time.Duration", "DURATION"),
            entry("java.time.LocalDate", "LOCAL_DATE"),
            entry("java.time.LocalTime", "LOCAL_TIME"),
            entry("java.time.LocalDateTime", "LOCAL_DATE_TIME"),
            entry("java.time.OffsetDateTime", "OFFSET_DATE_TIME"),
            entry("java.time.OffsetTime", "OFFSET_TIME"),
            entry("java.time.ZonedDateTime", "ZONED_DATE_TIME"),
            entry("java.time.ZoneId", "ZONE_ID"),
            entry("java.time.ZoneOffset", "ZONE_OFFSET"),
            entry("java.time.Period", "PERIOD"),
            entry("java.time.Year", "YEAR"),
            entry("java.time.YearMonth", "YEAR_MONTH"),
            entry("java.time.MonthDay", "MONTH_DAY"));

    /** Types that a factory combines. */
    static final Map<String, Factory> FACTORIES = Map.ofEntries(
            entry("java.util.Optional", new Factory("optional")),
            entry("java.util.List", new Factory("list")),
            entry("java.util.Set", new Factory("set")),
            entry("java.util.Map", new Factory("map")),
            entry("java.util.Map.Entry", new Factory("entry")),
            entry("java.lang.Iterable", new Factory("iterable")),
            entry("java.util.Collection", new Factory("collection", ArrayList.class)),
            entry("java.util.SequencedCollection", new Factory("collection", ArrayList.class)),
            entry("java.util.ArrayList", new Factory("collection", ArrayList.class)),
            entry("java.util.LinkedList", new Factory("collection", LinkedList.class)),
            entry("java.util.concurrent.CopyOnWriteArrayList", new Factory("collection", CopyOnWriteArrayList.class)),
            entry("java.util.Queue", new Factory("queue")),
            entry("java.util.PriorityQueue", new Factory("priorityQueue")),
            entry("java.util.Deque", new Factory("collection", ArrayDeque.class)),
            entry("java.util.ArrayDeque", new Factory("collection", ArrayDeque.class)),
            entry("java.util.HashSet", new Factory("collection", HashSet.class)),
            entry("java.util.LinkedHashSet", new Factory("collection", LinkedHashSet.class)),
            entry("java.util.SequencedSet", new Factory("collection", LinkedHashSet.class)),
            entry("java.util.SortedSet", new Factory("sortedSet", TreeSet.class)),
            entry("java.util.NavigableSet", new Factory("sortedSet", TreeSet.class)),
            entry("java.util.TreeSet", new Factory("sortedSet", TreeSet.class)),
            entry("java.util.concurrent.ConcurrentSkipListSet", new Factory("sortedSet", ConcurrentSkipListSet.class)),
            entry("java.util.HashMap", new Factory("map", HashMap.class)),
            entry("java.util.LinkedHashMap", new Factory("map", LinkedHashMap.class)),
            entry("java.util.SequencedMap", new Factory("map", LinkedHashMap.class)),
            entry("java.util.SortedMap", new Factory("sortedMap", TreeMap.class)),
            entry("java.util.NavigableMap", new Factory("sortedMap", TreeMap.class)),
            entry("java.util.TreeMap", new Factory("sortedMap", TreeMap.class)),
            entry("java.util.concurrent.ConcurrentNavigableMap", new Factory("sortedMap", ConcurrentSkipListMap.class)),
            entry("java.util.concurrent.ConcurrentSkipListMap", new Factory("sortedMap", ConcurrentSkipListMap.class)),
            entry("java.util.concurrent.ConcurrentMap", new Factory("map", ConcurrentHashMap.class)),
            entry("java.util.concurrent.ConcurrentHashMap", new Factory("map", ConcurrentHashMap.class)));

    private KnownTypes() {}

    /**
     * A factory of {@code WireFormats}.
     *
     * @param name the factory's name
     * @param maker the class that is made where the factory needs to be told
     */
    record Factory(String name, Optional<ClassName> maker) {
        Factory(String name) {
            this(name, Optional.empty());
        }

        Factory(String name, Class<?> maker) {
            this(name, Optional.of(ClassName.get(maker)));
        }
    }
}
