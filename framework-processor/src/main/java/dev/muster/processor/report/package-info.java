/**
 * Findings: what is wrong, where, and how to put it right. The only place that talks to the compiler's {@code Messager}.
 *
 * <p>Imported by all other packages of the processor, {@code write} and {@code map} excepted. Imports nothing of ours.
 */
@NullMarked
package dev.muster.processor.report;

import org.jspecify.annotations.NullMarked;
