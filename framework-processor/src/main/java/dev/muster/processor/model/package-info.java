/**
 * What was read: records of plain values that say all a dispatcher is made from, and nothing of the compiler.
 *
 * <p>Filled by {@code read}, judged by {@code check}, rendered by {@code write}. Imports {@code report} for its places, which
 * are opaque here. Types are JavaPoet's names, which are values.
 */
@NullMarked
package dev.muster.processor.model;

import org.jspecify.annotations.NullMarked;
