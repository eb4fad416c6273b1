/** An application that is a module of its own when it is tested. */
@NullMarked
package dev.muster.behaviour.module;

import org.jspecify.annotations.NullMarked;
