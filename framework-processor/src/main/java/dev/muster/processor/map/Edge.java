package dev.muster.processor.map;

/**
 * How a method uses a resource.
 *
 * @param resource what it uses
 * @param way what it does with it, such as {@code awaits} or {@code takes 2 of}
 * @param keys the parameters that say which one, such as {@code  by from, to}; may be empty
 * @param direction what comes first
 */
record Edge(Resource resource, String way, String keys, Direction direction) {
    /** What comes first. */
    enum Direction {
        /** The resource: the method can only start then. */
        TO_METHOD,
        /** The method, whose success changes the resource. */
        TO_RESOURCE,
        /** Neither: the method has the resource while it runs. */
        NONE
    }

    /** The edge as people say it, in one half sentence after the method. */
    @Override
    public String toString() {
        return way + " " + resource + keys;
    }
}
