package dev.muster.examples.checksums;

import java.util.Optional;

/**
 * What became of one file.
 *
 * @param sha256 its checksum in hexadecimal digits, or empty if it has none
 * @param bytes its size, where there is a checksum
 * @param problem why there is no checksum, or empty
 */
record FileSum(Optional<String> sha256, long bytes, Optional<String> problem) {
    static FileSum of(String sha256, long bytes) {
        return new FileSum(Optional.of(sha256), bytes, Optional.empty());
    }

    static FileSum problem(String problem) {
        return new FileSum(Optional.empty(), 0, Optional.of(problem));
    }
}
