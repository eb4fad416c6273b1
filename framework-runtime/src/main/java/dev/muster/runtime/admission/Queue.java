package dev.muster.runtime.admission;

import org.jspecify.annotations.Nullable;

/**
 * A doubly linked list through claims: the urgent ones first, then the line, each in the order of arrival. Every operation
 * takes constant time. Guarded by the latch of its resource.
 */
final class Queue {
    /** Stands for the queue of a resource until somebody waits there; stays empty. */
    static final Queue NEVER_USED = new Queue();

    @Nullable
    Claim first;

    private @Nullable Claim last;
    private @Nullable Claim lastUrgent;
    private int size;

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    /** At the end of the line. */
    void add(Claim claim) {
        insert(claim, last);
    }

    /** Before the line, behind {@code before}, which is one of the urgent, or first of all. */
    void addUrgent(Claim claim, @Nullable Claim before) {
        insert(claim, before);
        if (before == lastUrgent) {
            lastUrgent = claim;
        }
    }

    /** Behind {@code before}, or first of all. */
    void insert(Claim claim, @Nullable Claim before) {
        Claim after = before == null ? first : before.next;
        claim.prev = before;
        claim.next = after;
        if (before == null) {
            first = claim;
        } else {
            before.next = claim;
        }
        if (after == null) {
            last = claim;
        } else {
            after.prev = claim;
        }
        size++;
    }

    void remove(Claim claim) {
        Claim before = claim.prev;
        Claim after = claim.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.prev = before;
        }
        if (lastUrgent == claim) {
            lastUrgent = before;
        }
        claim.prev = null;
        claim.next = null;
        size--;
    }

    @Nullable
    Claim lastUrgent() {
        return lastUrgent;
    }

    @Nullable
    Claim last() {
        return last;
    }
}
