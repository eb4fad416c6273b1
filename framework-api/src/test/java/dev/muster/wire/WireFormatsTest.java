package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What composed formats promise besides carrying values. */
class WireFormatsTest {
    record Range(int low, int high) {
        static final WireFormat<Range> FORMAT = WireFormats.of(
                (out, range) -> {
                    out.putInt(range.low);
                    out.putInt(range.high);
                },
                in -> new Range(in.getInt(), in.getInt()));

        Range {
            if (low > high) {
                throw new IllegalArgumentException(low + " > " + high);
            }
        }
    }

    enum Size {
        SMALL,
        LARGE {
            @Override
            int litres() {
                return 10;
            }
        };

        int litres() {
            return 1;
        }
    }

    /** An order that can cross. */
    static final class ByLength implements Comparator<String>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(String a, String b) {
            return Integer.compare(a.length(), b.length());
        }
    }

    @Test
    void collectionsThatAreReadAreTheOrdinaryMutableOnes() throws IOException {
        assertThat(copy(WireFormats.list(WireFormats.STRING), List.of("a"))).isExactlyInstanceOf(ArrayList.class);
        assertThat(copy(WireFormats.set(WireFormats.STRING), Set.of("a"))).isExactlyInstanceOf(LinkedHashSet.class);
        assertThat(copy(WireFormats.map(WireFormats.STRING, WireFormats.STRING), Map.of("a", "b")))
                .isExactlyInstanceOf(LinkedHashMap.class);
    }

    @Test
    void nullElementsKeysAndValuesSurvive() throws IOException {
        List<String> list = Arrays.asList(null, "a", null);
        assertThat(copy(WireFormats.list(WireFormats.STRING), list)).isEqualTo(list);
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put(null, 1);
        map.put("a", null);
        assertThat(copy(WireFormats.map(WireFormats.STRING, WireFormats.INTEGER), map))
                .isEqualTo(map);
    }

    @Test
    void orderSurvives() throws IOException {
        Set<Integer> set = new LinkedHashSet<>(List.of(3, 1, 2));
        assertThat(copy(WireFormats.set(WireFormats.INTEGER), set)).containsExactly(3, 1, 2);
    }

    @Test
    void collectionsOfOtherKindsAreMadeByTheirMakers() throws IOException {
        WireFormat<Deque<String>> deques = WireFormats.collection(WireFormats.STRING, ArrayDeque::new);
        assertThat(copy(deques, new ArrayDeque<>(List.of("a", "b")))).containsExactly("a", "b");
        WireFormat<Map<String, Integer>> sorted =
                WireFormats.map(WireFormats.STRING, WireFormats.INTEGER, TreeMap::new);
        assertThat(copy(sorted, new LinkedHashMap<>(Map.of("a", 1, "b", 2)))).isExactlyInstanceOf(TreeMap.class);
    }

    @Test
    void theOrderOfSortedOnesSurvives() throws IOException {
        WireFormat<NavigableSet<String>> sets = WireFormats.sortedSet(WireFormats.STRING, TreeSet::new);
        WireFormat<SortedMap<String, Integer>> maps =
                WireFormats.sortedMap(WireFormats.STRING, WireFormats.INTEGER, TreeMap::new);
        WireFormat<PriorityQueue<String>> queues = WireFormats.priorityQueue(WireFormats.STRING);
        List<Comparator<String>> orders =
                Arrays.asList(null, Comparator.reverseOrder(), String.CASE_INSENSITIVE_ORDER, new ByLength());
        for (Comparator<String> order : orders) {
            NavigableSet<String> set = new TreeSet<>(order);
            SortedMap<String, Integer> map = new TreeMap<>(order);
            PriorityQueue<String> queue = new PriorityQueue<>(order);
            for (String each : List.of("b", "C", "a", "dd")) {
                set.add(each);
                map.put(each, 1);
                queue.add(each);
            }
            NavigableSet<String> setRead = copy(sets, set);
            setRead.addAll(List.of("A", "e"));
            set.addAll(List.of("A", "e"));
            assertThat(setRead).containsExactlyElementsOf(set);
            assertThat(copy(maps, map)).containsExactlyEntriesOf(map);
            assertThat(drained(copy(queues, queue))).isEqualTo(drained(queue));
        }
    }

    @Test
    void anOrderThatCannotCrossIsRefusedRatherThanChanged() {
        WireFormat<SortedSet<String>> sets = WireFormats.sortedSet(WireFormats.STRING, TreeSet::new);
        SortedSet<String> byLambda = new TreeSet<>((a, b) -> b.compareTo(a));
        SortedSet<String> byKey = new TreeSet<>(Comparator.comparing(String::length));
        for (SortedSet<String> set : List.of(byLambda, byKey)) {
            assertThatThrownBy(() -> Frame.of(sets, set))
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("comparator")
                    .hasMessageContaining("Serializable class that is no lambda");
        }
    }

    @Test
    void aPriorityQueueIsNotTakenForAnOrdinaryOne() throws IOException {
        WireFormat<Queue<String>> queues = WireFormats.queue(WireFormats.STRING);
        assertThat(copy(queues, new ConcurrentLinkedQueue<>(List.of("b", "a")))).containsExactly("b", "a");
        assertThatThrownBy(() -> Frame.of(queues, new PriorityQueue<>(List.of("b", "a"))))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("declare a PriorityQueue");
    }

    @Test
    void whatIsIterableIsReadAsAList() throws IOException {
        WireFormat<Iterable<String>> format = WireFormats.iterable(WireFormats.STRING);
        assertThat(copy(format, () -> List.of("a", "b").iterator())).isEqualTo(List.of("a", "b"));
        assertThat(copy(format, Set.of("a"))).isEqualTo(List.of("a"));
    }

    @Test
    void pathsOfTheDefaultFileSystemAreThemselves(@TempDir Path folder) throws IOException {
        for (Path path :
                List.of(folder, Path.of(""), Path.of("a b", "ü"), Path.of("/").resolve(".."))) {
            assertThat(copy(WireFormats.PATH, path)).isEqualTo(path);
        }
    }

    @Test
    void aPathOfAnotherFileSystemIsRefused(@TempDir Path folder) throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThatThrownBy(() -> Frame.of(WireFormats.PATH, zip.getPath("/inside")))
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("a.zip!/inside")
                    .hasMessageContaining("Pass the file");
        }
    }

    @Test
    void aVoidIsNullAndNothingElse() throws IOException {
        assertThat(copy(WireFormats.VOID, null)).isNull();
        Frame something = Frame.of(WireFormats.INTEGER, 1);
        assertThatThrownBy(() -> WireFormats.VOID.read(something.reader())).isInstanceOf(IOException.class);
    }

    @Test
    void oneOfSeveralTypesIsToldApart() throws IOException {
        WireFormat<Object> format = WireFormats.oneOf(
                new WireFormat.Kind<>(Range.class, Range.FORMAT),
                new WireFormat.Kind<>(Size.class, WireFormats.enumOf(Size.values())));
        assertThat(copy(format, new Range(1, 2))).isEqualTo(new Range(1, 2));
        assertThat(copy(format, Size.LARGE)).isSameAs(Size.LARGE);
        assertThat(copy(format, null)).isNull();
        assertThatThrownBy(() -> Frame.of(format, "text"))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("java.lang.String");
        Frame unknown = Frame.of(WireFormats.INTEGER, 2);
        assertThatThrownBy(() -> format.read(unknown.reader())).isInstanceOf(IOException.class);
    }

    @Test
    void aCollectionThatRefusesNullIsNoReasonForAnythingButAnIoException() throws IOException {
        Frame frame = Frame.of(WireFormats.list(WireFormats.STRING), Collections.singletonList(null));
        WireFormat<Deque<String>> deques = WireFormats.collection(WireFormats.STRING, ArrayDeque::new);
        assertThatThrownBy(() -> deques.read(frame.reader())).isInstanceOf(WireException.class);
    }

    @Test
    void arraysOfArraysKeepTheirType() throws IOException {
        WireFormat<int[][]> format = WireFormats.array(WireFormats.INT_ARRAY, int[][]::new);
        int[][] value = {{1}, null, {}};
        assertThat(copy(format, value)).isDeepEqualTo(value);
        WireFormat<String[][]> strings =
                WireFormats.array(WireFormats.array(WireFormats.STRING, String[]::new), String[][]::new);
        String[][] many = new String[5000][3];
        assertThat(copy(strings, many)).isDeepEqualTo(many);
    }

    @Test
    void constantsOfEnumsAreThemselvesAndOthersAreRefused() throws IOException {
        WireFormat<Size> format = WireFormats.enumOf(Size.values());
        assertThat(copy(format, Size.LARGE)).isSameAs(Size.LARGE);
        Frame unknown = Frame.of(WireFormats.INTEGER, 2);
        assertThatThrownBy(() -> format.read(unknown.reader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2");
    }

    @Test
    void whatTheMakerThrowsIsAWireException() throws IOException {
        Frame frame = Frame.of(out -> {
            out.putBoolean(true);
            out.putInt(2);
            out.putInt(1);
        });
        assertThatThrownBy(() -> Range.FORMAT.read(frame.reader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("2 > 1")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCollectionThatChangesMeanwhileCrossesAsItWasAtOneMoment() throws Exception {
        Map<Integer, Integer> changing = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(1);
        Thread changer = new Thread(() -> {
            while (done.getCount() > 0) {
                int key = ThreadLocalRandom.current().nextInt(100);
                if (changing.remove(key) == null) {
                    changing.put(key, key);
                }
            }
        });
        changer.start();
        try {
            WireFormat<Map<Integer, Integer>> format = WireFormats.map(WireFormats.INTEGER, WireFormats.INTEGER);
            for (int i = 0; i < 2000; i++) {
                assertThat(copy(format, changing)).hasSizeLessThanOrEqualTo(100);
            }
        } finally {
            done.countDown();
            changer.join();
        }
    }

    @Test
    void valuesThatContainThemselvesAreRefusedWhenWritten() {
        List<Sample.Tree> children = new ArrayList<>();
        Sample.Tree tree = new Sample.Tree("t", children);
        children.add(tree);
        assertThatThrownBy(() -> Frame.of(Sample.Tree.FORMAT, tree))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void aValueMayBeNestedTwoThousandLevelsDeepAndNoMore() throws Exception {
        Sample.Tree tree = new Sample.Tree("", null);
        for (int levels = 3; levels < 2000; levels += 2) {
            tree = new Sample.Tree("", new ArrayList<>(List.of(tree)));
        }
        Sample.Tree highest = tree;
        Sample.Tree tooHigh = new Sample.Tree("", List.of(highest));
        FutureTask<Void> task = new FutureTask<>(() -> {
            WireReader in = Frame.of(Sample.Tree.FORMAT, highest).reader();
            assertThat(Sample.Tree.FORMAT.read(in).children()).hasSize(1);
            assertThat(in.atEnd()).isTrue();
            assertThatThrownBy(() -> Frame.of(Sample.Tree.FORMAT, tooHigh))
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining("nested more than 2000 levels deep")
                    .hasMessageContaining("pass a flat list");
            return null;
        });
        Thread thread = new Thread(null, task, "as large a stack as process workers have", 4 << 20);
        thread.start();
        task.get();
    }

    @Test
    void aWriterIsUsableAfterARefusal() throws IOException {
        List<Sample.Tree> children = new ArrayList<>();
        children.add(new Sample.Tree("t", children));
        Frame frame = Frame.of(out -> {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> Sample.Tree.FORMAT.write(out, children.get(0)))
                        .isInstanceOf(WireException.class);
                out.reset();
            }
            Sample.Tree.FORMAT.write(out, new Sample.Tree("leaf", null));
        });
        assertThat(Sample.Tree.FORMAT.read(frame.reader())).isEqualTo(new Sample.Tree("leaf", null));
    }

    private static List<String> drained(Queue<String> queue) {
        List<String> all = new ArrayList<>();
        while (!queue.isEmpty()) {
            all.add(queue.remove());
        }
        return all;
    }

    private static <T> T copy(WireFormat<T> format, T value) throws IOException {
        WireReader in = Frame.of(format, value).reader();
        T read = format.read(in);
        assertThat(in.atEnd()).isTrue();
        return read;
    }
}
