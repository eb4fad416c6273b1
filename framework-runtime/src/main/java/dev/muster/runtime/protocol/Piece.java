package dev.muster.runtime.protocol;

/** The header of a piece of a message: four bytes, the flags in the highest and the length in the other three. */
final class Piece {
    /** The size of the buffers on both sides: the longest piece with its header. */
    static final int CAPACITY = 64 * 1024;

    static final int HEADER = 4;

    /** As the length of a part: it goes on to the end of the message. */
    static final int TO_THE_END = -1;

    private static final int LAST = 1 << 24;
    private static final int ABORT = 2 << 24;
    private static final int ASIDE = 4 << 24;
    private static final int IN_LANE = 8 << 24;
    private static final int LENGTH = (1 << 24) - 1;

    private Piece() {}

    static int header(int length, boolean last) {
        return last ? length | LAST : length;
    }

    static int abort() {
        return LAST | ABORT;
    }

    /** In an outbox: the last piece of a message, and of what is kept, up to the end of which it goes. */
    static int open() {
        return LAST | LENGTH;
    }

    /** Of a message that is said between two pieces of another. */
    static int aside(int header) {
        return header | ASIDE;
    }

    /** Of a piece whose content is in the next slot of the {@link Lane}. */
    static int inLane(int header) {
        return header | IN_LANE;
    }

    static int length(int header) {
        return header & LENGTH;
    }

    static boolean isLast(int header) {
        return (header & LAST) != 0;
    }

    static boolean isAbort(int header) {
        return (header & ABORT) != 0;
    }

    static boolean isAside(int header) {
        return (header & ASIDE) != 0;
    }

    static boolean isInLane(int header) {
        return (header & IN_LANE) != 0;
    }

    static boolean isValid(int header) {
        int capacity = isInLane(header) ? Lane.SLOT : CAPACITY;
        return (header & ~(LAST | ABORT | ASIDE | IN_LANE | LENGTH)) == 0 && length(header) <= capacity - HEADER;
    }
}
