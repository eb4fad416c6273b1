package dev.muster.runtime.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** The places where settings stand, in rising strength: a file on the class path, system properties, the builder. */
final class Places {
    static final String PREFIX = "muster.";
    private static final int FILE = 0;
    private static final int SYSTEM_PROPERTY = 1;
    private static final int BUILDER = 2;

    private Places() {}

    /** All settings, the weakest first. */
    static List<Setting> read(Map<String, String> builder) {
        List<Setting> settings = new ArrayList<>(file());
        settings.addAll(systemProperties());
        new TreeMap<>(builder)
                .forEach((key, value) ->
                        settings.add(new Setting(BUILDER, key, value, "Muster.builder().configuration(…)")));
        return settings;
    }

    private static List<Setting> file() {
        List<Setting> settings = new ArrayList<>();
        ClassPathFile file = ClassPathFile.find();
        if (file != null) {
            file.settings().forEach((key, value) -> settings.add(new Setting(FILE, key, value, file.toString())));
        }
        return settings;
    }

    private static List<Setting> systemProperties() {
        List<Setting> settings = new ArrayList<>();
        Properties properties = System.getProperties();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String value = properties.getProperty(name);
            if (name.startsWith(PREFIX) && value != null) {
                settings.add(new Setting(
                        SYSTEM_PROPERTY, name.substring(PREFIX.length()), value, "system property " + name));
            }
        }
        return settings;
    }
}
