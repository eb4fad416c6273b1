package dev.muster.benchmarks.processes;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rival of P1, and the physical limits of P3: bytes that a second JVM gives back over a Unix-domain socket, and nothing else; as
 * they come, or when it has them all, as one has to that does something with them.
 * {@code Echo one times}, {@code Echo bytes size} or {@code Echo whole size}
 */
public final class Echo {
    private static final int SMALL = 8;
    private static final int PIECE = 1 << 18;

    private Echo() {}

    /** The parent, or with the path of a socket the child. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("child")) {
            child(Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
        } else {
            measure(arguments[0], Integer.parseInt(arguments[1]));
        }
    }

    private static void measure(String what, int size) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("echo");
        Path path = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Process child = Java.start(
                    List.of("-XX:+UseSerialGC"), Echo.class, "child", path.toString(), what, String.valueOf(size));
            try (SocketChannel socket = server.accept()) {
                if (what.equals("one")) {
                    small(socket, size);
                } else {
                    large(socket, size);
                }
            }
            child.waitFor();
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    private static void small(SocketChannel socket, int times) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(SMALL);
        RoundTrips.measure(times, () -> {
            write(socket, buffer.clear());
            fill(socket, buffer.clear());
        });
    }

    /** Writes from a thread of its own, so that both directions flow at once. */
    private static void large(SocketChannel socket, int size) {
        Copies.measure(size, bytes -> {
            Thread writer = new Thread(() -> writeAll(socket, bytes));
            writer.start();
            return readAll(socket, size);
        });
    }

    private static void writeAll(SocketChannel socket, byte[] bytes) {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        try {
            for (int at = 0; at < bytes.length; at += PIECE) {
                write(
                        socket,
                        piece.clear()
                                .put(bytes, at, Math.min(PIECE, bytes.length - at))
                                .flip());
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] readAll(SocketChannel socket, int size) {
        byte[] read = new byte[size];
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        try {
            for (int at = 0; at < size; ) {
                int count = socket.read(piece.clear().limit(Math.min(PIECE, size - at)));
                piece.flip().get(read, at, count);
                at += count;
            }
            return read;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void child(Path path, String what, int size) throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            if (what.equals("whole")) {
                echoWhole(socket, size);
            } else {
                echo(socket, what.equals("one") ? SMALL : PIECE);
            }
        }
    }

    private static void echo(SocketChannel socket, int piece) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(piece);
        while (socket.read(buffer.clear()) >= 0) {
            write(socket, buffer.flip());
        }
    }

    private static void echoWhole(SocketChannel socket, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size);
        while (socket.read(buffer) >= 0) {
            if (!buffer.hasRemaining()) {
                write(socket, buffer.flip());
                buffer.clear();
            }
        }
    }

    private static void write(SocketChannel socket, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            socket.write(buffer);
        }
    }

    private static void fill(SocketChannel socket, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (socket.read(buffer) < 0) {
                throw new EOFException("the echo is gone");
            }
        }
    }
}
