package dev.muster.runtime.process;

import dev.muster.runtime.protocol.Hello;
import dev.muster.runtime.protocol.Lane;
import dev.muster.runtime.protocol.Outbox;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where one child meets its parent: a socket of its own, and a secret that only the two know. Both serve once.
 *
 * <p>Used by the thread that starts the child; {@link #close()} by any, which ends a wait.
 */
final class Rendezvous implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;
    private final ServerSocketChannel server;
    private final byte[] secret = new byte[Hello.SECRET];

    /** Opens a socket at {@code path}, which must not exist. */
    Rendezvous(Path path) throws IOException {
        this.path = path;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        RANDOM.nextBytes(secret);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** Where the child keeps what it has not sent; its parent removes it when it is dead. */
    Path outbox() {
        return Outbox.fileBeside(path);
    }

    /** What the child and its parent have in common; likewise. */
    Path lane() {
        return Lane.fileBeside(path);
    }

    /** What the child reads from its standard input: where to go, and what to say there. */
    byte[] invitation() {
        return (path + "\n" + HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Waits for a connection of a kind. Whoever does not know the secret is turned away.
     *
     * @throws IOException if this is closed meanwhile
     */
    SocketChannel accept(byte kind) throws IOException {
        for (; ; ) {
            SocketChannel channel = server.accept();
            if (isExpected(channel, kind)) {
                return channel;
            }
            channel.close();
        }
    }

    private boolean isExpected(SocketChannel channel, byte kind) {
        try {
            Hello hello = Hello.read(channel);
            return hello != null && hello.channel() == kind && hello.proves(secret);
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // The folder that it is in is removed with all that is left in it.
        }
    }
}
