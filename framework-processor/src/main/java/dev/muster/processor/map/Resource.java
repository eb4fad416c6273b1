package dev.muster.processor.map;

import java.util.Comparator;

/**
 * Something that methods share.
 *
 * @param kind the sort
 * @param name its name
 * @param owner the type or method that has one of its own; empty if it is shared by all
 * @param detail how many there are of it, or for whom; may be empty
 */
record Resource(Kind kind, String name, String owner, String detail) implements Comparable<Resource> {
    private static final Comparator<Resource> ORDER =
            Comparator.comparing(Resource::kind).thenComparing(Resource::name).thenComparing(Resource::owner);

    /** By kind, name and owner, which tell it from others. */
    @Override
    public int compareTo(Resource other) {
        return ORDER.compare(this, other);
    }

    /** The resource as people say it: {@code lock account}. */
    @Override
    public String toString() {
        return kind.word() + " " + name + (owner.isEmpty() ? "" : " of " + owner);
    }
}
