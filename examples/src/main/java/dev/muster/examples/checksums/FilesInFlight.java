package dev.muster.examples.checksums;

import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The files between their departure, as inputs of calls, and their landing, when the result of the call is read; in the same
 * order. One thread may send files off while another lets them land.
 */
final class FilesInFlight implements Iterator<URI> {
    private final Iterator<Path> files;
    private final Queue<Path> inFlight = new ConcurrentLinkedQueue<>();

    FilesInFlight(Iterator<Path> files) {
        this.files = files;
    }

    @Override
    public boolean hasNext() {
        return files.hasNext();
    }

    @Override
    public URI next() {
        Path file = files.next();
        inFlight.add(file);
        return file.toUri();
    }

    /** The file that has been in flight for the longest time; it is no longer. */
    Path land() {
        return inFlight.remove();
    }
}
