package dev.muster.examples.checksums;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A line as GNU {@code sha256sum} prints it: the checksum, two spaces, the name.
 *
 * <p>A backslash, newline or carriage return in the name is written as {@code \\}, {@code \n} or {@code \r}, and a backslash
 * at the start of the line then says so. All other bytes of the name stand as they are.
 */
final class SumLine {
    private SumLine() {}

    /** The line, with its newline. */
    static byte[] of(String sha256, Path file) {
        byte[] name = FileName.bytes(file);
        byte[] escaped = escape(name);
        String mark = escaped.length == name.length ? "" : "\\";
        return join(ascii(mark + sha256 + "  "), escaped, ascii("\n"));
    }

    /** A line of text about a file, with its newline; the name cannot break the line here either. */
    static byte[] about(Path file, String before, String after) {
        return join(ascii(before), escape(FileName.bytes(file)), (after + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] escape(byte[] name) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(name.length);
        for (byte b : name) {
            switch (b) {
                case '\\' -> escaped.writeBytes(ascii("\\\\"));
                case '\n' -> escaped.writeBytes(ascii("\\n"));
                case '\r' -> escaped.writeBytes(ascii("\\r"));
                default -> escaped.write(b);
            }
        }
        return escaped.toByteArray();
    }

    private static byte[] join(byte[] before, byte[] name, byte[] after) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(before.length + name.length + after.length);
        line.writeBytes(before);
        line.writeBytes(name);
        line.writeBytes(after);
        return line.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
