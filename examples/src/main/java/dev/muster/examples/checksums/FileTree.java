package dev.muster.examples.checksums;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The regular files below a folder, found as they are asked for.
 *
 * <p>The entries of each folder come in the order of their names' bytes, a folder's content in the folder's place. Memory is needed
 * for the names in the folders from the root down to the current file, not for the tree. Whatever is neither a regular file nor a
 * folder is never opened: it is reported, except for links that are to be skipped, which are counted. Not safe for use by several
 * threads at once.
 */
final class FileTree implements Iterator<Path> {
    private final Links links;
    private final Problems problems;
    private final Deque<Folder> path = new ArrayDeque<>();
    private long skippedLinks;
    private @Nullable Path next;

    /** A folder whose entries are being visited. The key is the same for the same folder, however it was reached. */
    private record Folder(@Nullable Object key, Iterator<Path> entries) {}

    /** The files below {@code root}, which may itself be a link to a folder. */
    FileTree(Path root, Links links, Problems problems) {
        this.links = links;
        this.problems = problems;
        try {
            enter(root, Links.FOLLOW.attributes(root));
        } catch (IOException failure) {
            report(root, failure);
        }
    }

    /** How many links were skipped so far. */
    long skippedLinks() {
        return skippedLinks;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !path.isEmpty()) {
            Iterator<Path> entries = path.peek().entries();
            if (entries.hasNext()) {
                visit(entries.next());
            } else {
                path.pop();
            }
        }
        return next != null;
    }

    @Override
    public Path next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more files");
        }
        Path file = Objects.requireNonNull(next);
        next = null;
        return file;
    }

    private void visit(Path entry) {
        try {
            BasicFileAttributes attributes = links.attributes(entry);
            if (attributes.isRegularFile()) {
                next = entry;
            } else if (attributes.isDirectory()) {
                enter(entry, attributes);
            } else if (attributes.isSymbolicLink()) {
                skip(entry);
            } else {
                problems.report(entry, "is neither a file nor a folder");
            }
        } catch (IOException failure) {
            report(entry, failure);
        }
    }

    private void enter(Path folder, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        if (key != null && path.stream().anyMatch(above -> key.equals(above.key()))) {
            problems.report(folder, "leads back to a folder above it");
        } else {
            path.push(new Folder(key, list(folder)));
        }
    }

    /** A link that leads somewhere is left out in silence; one that does not is worth a word even so. */
    private void skip(Path link) throws IOException {
        Links.FOLLOW.attributes(link);
        skippedLinks++;
    }

    private void report(Path entry, IOException failure) {
        if (Files.isSymbolicLink(entry) && !(failure instanceof AccessDeniedException)) {
            problems.report(entry, "is a broken link");
        } else {
            problems.report(entry, failure);
        }
    }

    private static Iterator<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        entries.sort(null);
        return entries.iterator();
    }
}
