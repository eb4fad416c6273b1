package dev.muster.behaviour.configuration;

import dev.muster.Muster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Opens runtimes with settings in all places. */
final class Configured {
    private Configured() {}

    /** With settings of the builder's: key, value, key, value… */
    static Muster by(String... settings) {
        return Muster.builder().configuration(map(settings)).open();
    }

    static Map<String, String> map(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return map;
    }

    /** Does something where these folders are on the class path. */
    static <T> T withFolders(List<Path> folders, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] urls = folders.stream().map(Configured::url).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, before)) {
            thread.setContextClassLoader(loader);
            return action.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes a folder with a file of these lines. */
    static Path folder(Path parent, String name, String... lines) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.write(folder.resolve("muster.properties"), List.of(lines));
        return folder;
    }

    /** Does something while a system property is set. */
    static <T> T withProperty(String name, String value, Supplier<T> action) {
        System.setProperty(name, value);
        try {
            return action.get();
        } finally {
            System.clearProperty(name);
        }
    }
}
