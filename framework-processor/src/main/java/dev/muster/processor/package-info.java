/**
 * The annotation processor: for every type with annotated methods, reads, checks and writes its dispatcher.
 *
 * <p>{@link dev.muster.processor.MusterProcessor} is the table of contents. Imports all packages below; nobody imports it.
 */
@NullMarked
package dev.muster.processor;

import org.jspecify.annotations.NullMarked;
