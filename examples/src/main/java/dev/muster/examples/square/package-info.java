/** Squares numbers on threads, cores or child processes, and shows which worker did what; imports the console alone. */
@NullMarked
package dev.muster.examples.square;

import org.jspecify.annotations.NullMarked;
