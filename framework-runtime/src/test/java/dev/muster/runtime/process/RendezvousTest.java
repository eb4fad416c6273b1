package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.runtime.protocol.Hello;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is let in. */
class RendezvousTest {
    @Test
    @DisplayName("PRC-21 a stranger is turned away; who knows the secret is let in after that")
    void theSecretDecides() throws Exception {
        try (PrivateFolder folder = PrivateFolder.open(null);
                Rendezvous rendezvous = new Rendezvous(folder.path().resolve("1.sock"))) {
            List<String> invitation = new String(rendezvous.invitation(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            byte[] secret = HexFormat.of().parseHex(invitation.get(1));
            CompletableFuture<SocketChannel> accepted = CompletableFuture.supplyAsync(() -> accept(rendezvous));

            byte[] wrong = secret.clone();
            wrong[31] ^= 1;
            assertIsTurnedAway(invitation.get(0), Hello.DATA, wrong);
            assertIsTurnedAway(invitation.get(0), Hello.CONTROL, secret);
            try (SocketChannel child = SocketChannel.open(UnixDomainSocketAddress.of(invitation.get(0)))) {
                new Hello(Hello.DATA, secret).write(child);
                accepted.join().close();
            }
        }
    }

    @Test
    void nobodyElseMayEnterTheFolder() throws Exception {
        try (PrivateFolder folder = PrivateFolder.open(null)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderInsideAnotherGoesWithIt() {
        PrivateFolder outer = PrivateFolder.open(null);
        PrivateFolder inner = PrivateFolder.open(outer.path().resolve("7"));
        Path path = inner.path();
        assertThat(path).isDirectory().startsWith(outer.path());
        outer.close();
        assertThat(path).doesNotExist();
    }

    private static void assertIsTurnedAway(String path, byte kind, byte[] secret) throws Exception {
        try (SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            new Hello(kind, secret).write(stranger);
            assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    private static SocketChannel accept(Rendezvous rendezvous) {
        try {
            return rendezvous.accept(Hello.DATA);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
