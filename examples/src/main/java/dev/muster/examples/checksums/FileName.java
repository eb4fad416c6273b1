package dev.muster.examples.checksums;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The bytes of a file's name.
 *
 * <p>A name on a POSIX file system is bytes, and need not be text in the encoding that the JVM runs with: {@link Path#toString()}
 * then has replacement characters. {@link Path#toUri()} keeps every byte, escaped.
 */
final class FileName {
    private FileName() {}

    /** The name as the path has it, relative or absolute. Where names are not bytes (Windows), in UTF-8. */
    static byte[] bytes(Path path) {
        if (File.separatorChar != '/') {
            return path.toString().getBytes(StandardCharsets.UTF_8);
        }
        String absolute = withoutFinalSlash(escaped(path));
        return unescape(
                path.isAbsolute()
                        ? absolute
                        : absolute.substring(workingFolder().length()));
    }

    private static String workingFolder() {
        String folder = escaped(Path.of(""));
        return folder.endsWith("/") ? folder : folder + "/";
    }

    private static String escaped(Path path) {
        return path.toUri().getRawPath();
    }

    /** Without the slash by which a URI tells a folder; the root alone keeps it. */
    private static String withoutFinalSlash(String escaped) {
        return escaped.length() > 1 && escaped.endsWith("/") ? escaped.substring(0, escaped.length() - 1) : escaped;
    }

    private static byte[] unescape(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
