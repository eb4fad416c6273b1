package dev.muster.benchmarks.table;

/** Where it was measured. */
final class Environment {
    private Environment() {}

    static String jdk() {
        return System.getProperty("java.vendor") + " " + Runtime.version();
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    static String line() {
        return "JDK " + jdk() + ", " + cores() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }
}
