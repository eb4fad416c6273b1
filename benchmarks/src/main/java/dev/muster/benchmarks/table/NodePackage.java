package dev.muster.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The package of Node that is a rival. It is installed with npm, where that is found, beside the results. */
final class NodePackage {
    private static final String NAME = "workerpool";
    private static final int LIMIT_SECONDS = 60;

    private NodePackage() {}

    /** Why it cannot be had; empty if it is there. */
    static String missing(Path folder) {
        if (!CommandSide.isFound("npm") || !CommandSide.isFound("node")) {
            return "no node and npm are found";
        }
        return isThere(folder) || install(folder) ? "" : "npm cannot install " + NAME;
    }

    private static boolean isThere(Path folder) {
        return Files.isDirectory(folder.resolve("node_modules").resolve(NAME));
    }

    private static boolean install(Path folder) {
        try {
            Files.createDirectories(folder);
            Process npm = new ProcessBuilder("npm", "install", "--prefix", folder.toString(), "--silent", NAME)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            npm.getOutputStream().close();
            return npm.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && isThere(folder);
        } catch (IOException | InterruptedException failed) {
            return false;
        }
    }
}
