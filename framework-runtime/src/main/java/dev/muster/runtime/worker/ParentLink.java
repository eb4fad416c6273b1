package dev.muster.runtime.worker;

import dev.muster.runtime.protocol.Hello;
import dev.muster.runtime.protocol.Lane;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.Outbox;
import dev.muster.runtime.protocol.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A child's two connections to its parent, and what the parent said of the child.
 *
 * @param data for calls and answers
 * @param control over which the parent interferes
 * @param outbox for answers, before the first connection
 * @param lane for long ones, by the way of the first connection
 * @param welcome who the child is
 */
public record ParentLink(SocketChannel data, SocketChannel control, Outbox outbox, Lane lane, Welcome welcome) {
    /**
     * Goes where an invitation says, which the parent writes to the child's standard input: a line with the path of a socket, a
     * line with the secret.
     */
    public static ParentLink open(InputStream invitation) throws IOException {
        String[] lines = new String(invitation.readAllBytes(), StandardCharsets.UTF_8).split("\n", 3);
        if (lines.length < 2) {
            throw new IOException("no invitation on standard input; child processes are started by Muster alone");
        }
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(lines[0]);
        byte[] secret = HexFormat.of().parseHex(lines[1]);
        SocketChannel data = connect(address, Hello.DATA, secret);
        SocketChannel control = connect(address, Hello.CONTROL, secret);
        Outbox outbox = new Outbox(data, Outbox.fileBeside(address.getPath()));
        Lane lane = Lane.ofChild(Lane.fileBeside(address.getPath()));
        return new ParentLink(data, control, outbox, lane, Welcome.read(new MessageReader(data, List.of(), null)));
    }

    private static SocketChannel connect(UnixDomainSocketAddress address, byte kind, byte[] secret) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        new Hello(kind, secret).write(channel);
        return channel;
    }
}
