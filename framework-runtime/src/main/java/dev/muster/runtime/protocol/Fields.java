package dev.muster.runtime.protocol;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is said in one piece, as bytes; and its strings, which have to be there. */
final class Fields {
    private Fields() {}

    /** Puts fields. */
    @FunctionalInterface
    interface Putter {
        void put(WireWriter out) throws IOException;
    }

    /** The bytes of what {@code putter} puts, which needs no codec. */
    static byte[] bytes(Putter putter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            WireWriter out = new WireWriter(bytes::write, List.of());
            putter.put(out);
            out.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    static String getString(WireReader in) throws IOException {
        String string = in.getString();
        if (string == null) {
            throw new IOException("no string where there has to be one");
        }
        return string;
    }

    static void putStrings(WireWriter out, List<String> strings) throws IOException {
        out.putInt(strings.size());
        for (String string : strings) {
            out.putString(string);
        }
    }

    static List<String> getStrings(WireReader in) throws IOException {
        int size = in.getInt();
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            strings.add(getString(in));
        }
        return strings;
    }
}
