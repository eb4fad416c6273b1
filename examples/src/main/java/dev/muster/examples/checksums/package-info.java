/**
 * Checksums of every file below a folder, on threads, cores or child processes, in the format of {@code sha256sum}; imports the
 * console alone.
 */
@NullMarked
package dev.muster.examples.checksums;

import org.jspecify.annotations.NullMarked;
