package dev.muster.runtime.process;

import dev.muster.WorkerStartException;
import dev.muster.runtime.observe.Log;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A folder that only this user can enter, for the sockets and crash reports of one pool. Gone when it is closed; if its process
 * dies before, the next process to open one removes it.
 *
 * <p>A folder of a root process holds a file that is locked as long as the process lives, however it ends: that, and not the
 * process id in its name alone, tells others whether it is in use, across containers that share a temporary folder too. A
 * folder of a child process lies inside one of its parent's, and goes with it.
 */
final class PrivateFolder implements AutoCloseable {
    private static final String PREFIX = "muster-";
    private static final String LOCK = "lock";
    private static final int LONGEST_SOCKET_PATH = 100; // the kernel allows 108 bytes with the final zero
    private static final int LONGEST_NAME = 26; // prefix, process id, random part

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final AtomicInteger INNER = new AtomicInteger();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    private final Path path;
    private final UserPrincipal owner;
    private final @Nullable FileChannel lock;

    private PrivateFolder(Path path, @Nullable FileChannel lock) throws IOException {
        this.path = path;
        this.owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        this.lock = lock;
    }

    /**
     * Makes a folder.
     *
     * @param under a folder of the parent process, or null in a root process
     * @throws WorkerStartException if no place is good for one
     */
    static PrivateFolder open(@Nullable Path under) {
        try {
            if (under != null) {
                Files.createDirectories(under, OWNER_ONLY);
                return new PrivateFolder(create(under.resolve(Integer.toString(INNER.incrementAndGet()))), null);
            }
            Path place = shortEnough(Path.of(System.getProperty("java.io.tmpdir")));
            if (!SWEPT.getAndSet(true)) {
                sweep(place);
            }
            Path path = create(place.resolve(PREFIX + ProcessHandle.current().pid() + "-" + randomName()));
            return new PrivateFolder(path, locked(path));
        } catch (IOException failed) {
            throw new WorkerStartException(
                    "no folder for the sockets of child processes: " + failed
                            + (under == null ? ". It has to be in the temporary folder, -Djava.io.tmpdir=…" : ""),
                    failed);
        }
    }

    private static Path create(Path path) throws IOException {
        return Files.createDirectory(path, OWNER_ONLY);
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileLock held = file.tryLock();
        if (held == null) {
            throw new IOException("somebody else holds " + folder.resolve(LOCK));
        }
        return file;
    }

    /** The temporary folder, unless its path is too long for a socket's. */
    private static Path shortEnough(Path temporary) throws IOException {
        if (lengthOf(temporary) + LONGEST_NAME + "/1234567.sock".length() <= LONGEST_SOCKET_PATH) {
            return temporary;
        }
        Path usual = Path.of("/tmp");
        if (Files.isDirectory(usual)) {
            return usual;
        }
        throw new IOException("the path of java.io.tmpdir is too long for a socket's: " + temporary);
    }

    private static int lengthOf(Path path) {
        return path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String randomName() {
        return Integer.toString(RANDOM.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
    }

    /** Whether it is there still, and is not a folder that somebody else has put in its place. */
    boolean isThere() {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner);
        } catch (IOException removed) {
            return false;
        }
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() {
        remove(path);
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException late) {
                // Its file is gone already, and the lock ends with the process.
            }
        }
    }

    /** Removes the folders that dead processes have left. */
    private static void sweep(Path place) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place, PREFIX + "*-*")) {
            for (Path folder : left) {
                if (isLeft(folder)) {
                    Descendants.kill(folder); // a child that was stopped did not notice, nor what it had started
                    remove(folder);
                }
            }
        }
    }

    private static boolean isLeft(Path folder) {
        String pid = folder.getFileName().toString().split("-", 3)[1];
        if (!pid.matches("[0-9]{1,10}") || ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
            return false;
        }
        try (FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock ours = file.tryLock()) {
            return ours != null;
        } catch (IOException notOurs) {
            return false;
        }
    }

    /** Removes a folder with all that is in it, as far as it can. */
    static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new Remover());
        } catch (NoSuchFileException gone) {
            // as wanted
        } catch (IOException failed) {
            Log.warning("cannot remove " + folder, failed);
        }
    }

    /** Deletes what it visits. */
    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // somebody else was faster
            }
            throw failed;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
