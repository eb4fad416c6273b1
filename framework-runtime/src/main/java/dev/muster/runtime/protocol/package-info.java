/**
 * What parent and child say to each other. Enough to write a child in another language: {@code docs/protocol.md} tells the whole
 * story, from the child's first line of standard input to its end, and names the class here that has each detail.
 *
 * <p>Imported by {@code process} and {@code worker}, which meet nowhere else, by {@code border} and the runtime's top package.
 * Imports nothing of the runtime.
 */
@NullMarked
package dev.muster.runtime.protocol;

import org.jspecify.annotations.NullMarked;
