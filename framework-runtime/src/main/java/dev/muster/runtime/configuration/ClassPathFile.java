package dev.muster.runtime.configuration;

import dev.muster.Muster;
import dev.muster.MusterException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The file {@code muster.properties} on the class path, in UTF-8. */
final class ClassPathFile {
    private static final String NAME = "muster.properties";

    private final String url;
    private final Map<String, String> settings;

    private ClassPathFile(String url, Map<String, String> settings) {
        this.url = url;
        this.settings = settings;
    }

    /**
     * Looks where the thread's context class loader looks, then where Muster itself comes from; null if there is none.
     *
     * @throws MusterException if there are several that differ, or it cannot be read
     */
    static @Nullable ClassPathFile find() {
        try {
            ClassPathFile file = only(Thread.currentThread().getContextClassLoader());
            return file != null ? file : only(Muster.class.getClassLoader());
        } catch (IOException failure) {
            throw new MusterException(NAME + " on the class path cannot be read: " + failure, failure);
        }
    }

    private static @Nullable ClassPathFile only(@Nullable ClassLoader loader) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (URL url : resources(loader)) {
            found.put(url.toString(), content(url));
        }
        List<String> urls = List.copyOf(found.keySet());
        for (String other : urls) {
            if (!Arrays.equals(found.get(other), found.get(urls.get(0)))) {
                throw new MusterException(
                        "There are several " + NAME + " on the class path, and they differ: "
                                + urls.get(0) + " and " + other
                                + ". Keep one of them, and say the rest with system properties or Muster.builder().configuration(…).");
            }
        }
        return urls.isEmpty()
                ? null
                : parse(urls.get(0), found.values().iterator().next());
    }

    private static List<URL> resources(@Nullable ClassLoader loader) throws IOException {
        return Collections.list(loader == null ? ClassLoader.getSystemResources(NAME) : loader.getResources(NAME));
    }

    private static byte[] content(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a JAR that is kept open cannot be replaced
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static ClassPathFile parse(String url, byte[] content) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        try (Reader in = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            Lines lines = new Lines(url);
            lines.load(in);
            lines.stringPropertyNames().forEach(key -> settings.put(key, lines.getProperty(key, "")));
        } catch (IllegalArgumentException malformed) {
            throw new MusterException(url + " cannot be read: " + malformed.getMessage(), malformed);
        }
        return new ClassPathFile(url, settings);
    }

    Map<String, String> settings() {
        return settings;
    }

    @Override
    public String toString() {
        return NAME + " in " + url.substring(0, url.length() - NAME.length());
    }

    /** Properties that say each key once. */
    private static final class Lines extends Properties {
        private static final long serialVersionUID = 1L;

        private final String url;

        Lines(String url) {
            this.url = url;
        }

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            Object earlier = super.put(key, value);
            if (earlier != null) {
                throw new MusterException(
                        url + " says " + key + " twice: " + earlier + " and " + value + ". Remove one of them.");
            }
            return null;
        }
    }
}
