package dev.muster.call;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.IOException;

/**
 * A {@link Call} whose body can run in a child process: written there, run, and its result read back. Implemented by
 * generated calls.
 */
public interface RemoteCall {
    /** In the parent: writes the arguments, in the order that {@link CallMethod.Reader} reads them. */
    void writeArguments(WireWriter out) throws IOException;

    /** In the child, after the body: writes the result. */
    void writeResult(WireWriter out) throws IOException;

    /** In the parent: reads the result into this call. */
    void readResult(WireReader in) throws IOException;
}
