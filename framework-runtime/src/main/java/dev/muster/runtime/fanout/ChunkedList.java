package dev.muster.runtime.fanout;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list that cannot be changed, whose elements lie in chunks: the inputs of a fan-out, or its results. Safe for use by many threads.
 *
 * <p>A chunk is small enough to be young, for any collector. One long array would be born old, and with it come a fence and a note for
 * each reference that is stored; a search of the whole heap sooner; and elements that outlive a dead array until that search has ended.
 */
public final class ChunkedList<E extends @Nullable Object> extends AbstractList<E>
        implements RandomAccess, Serializable {
    static final int CHUNK_BITS = 14;
    static final int CHUNK = 1 << CHUNK_BITS;

    private static final Class<?> OF_TWO = List.of(1, 2).getClass();
    private static final Class<?> OF_MANY = List.of(1, 2, 3).getClass();
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // as far as the elements can be serialized
    private final @Nullable Object[][] chunks;

    private final int size;

    /** A list of what is in the first {@code size} places of the chunks, which are full but for the last, and do not change any more. */
    ChunkedList(@Nullable Object[][] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    /** The elements as they are now. What {@link List#of} and its like have made is its own copy. */
    @SuppressWarnings("unchecked") // nothing is ever put into the list
    public static <E extends @Nullable Object> List<E> copyOf(Collection<? extends E> elements) {
        Class<?> type = elements.getClass();
        if (type == OF_MANY || type == OF_TWO) {
            return (List<E>) elements;
        }
        if (type == ArrayList.class) {
            return ofSlices((List<? extends E>) elements);
        }
        Copy copy = new Copy(elements.size());
        elements.forEach(copy::add); // which is one step where toArray is
        return new ChunkedList<>(copy.chunks, copy.size());
    }

    /** By far the quickest way to copy by far the most usual list. */
    private static <E extends @Nullable Object> List<E> ofSlices(List<? extends E> list) {
        int size = list.size();
        @Nullable Object[][] chunks = new Object[chunksOf(size)][];
        for (int i = 0; i < chunks.length; i++) {
            int from = i << CHUNK_BITS;
            chunks[i] = list.subList(from, Math.min(size, from + CHUNK)).toArray();
        }
        return new ChunkedList<>(chunks, size);
    }

    private static int chunksOf(int size) {
        return ((size - 1) >> CHUNK_BITS) + 1;
    }

    /** Empty chunks for so many elements. */
    static @Nullable Object[][] chunks(int size) {
        @Nullable Object[][] chunks = new Object[chunksOf(size)][];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = new Object[Math.min(CHUNK, size - (i << CHUNK_BITS))];
        }
        return chunks;
    }

    /** Where in its chunk an element is. */
    static int within(int index) {
        return index & (CHUNK - 1);
    }

    @Override
    @SuppressWarnings("unchecked") // it holds an E
    public E get(int index) {
        return (E) chunks[Objects.checkIndex(index, size) >> CHUNK_BITS][within(index)];
    }

    @Override
    public int size() {
        return size;
    }

    /** Elements as they come, which may be more or fewer than there were said to be. */
    private static final class Copy {
        private @Nullable Object[][] chunks;
        private int full;
        private @Nullable Object[] last = {};
        private int at;

        Copy(int expected) {
            chunks = chunks(expected);
        }

        void add(@Nullable Object element) {
            if (at == last.length) {
                grow();
            }
            last[at++] = element;
        }

        private void grow() {
            if (at == CHUNK) {
                full++;
                at = 0;
            }
            if (full == chunks.length) {
                chunks = Arrays.copyOf(chunks, full + 1);
                chunks[full] = new Object[CHUNK];
            } else if (at > 0) {
                chunks[full] = Arrays.copyOf(last, CHUNK);
            }
            last = chunks[full];
        }

        int size() {
            return (full << CHUNK_BITS) + at;
        }
    }
}
