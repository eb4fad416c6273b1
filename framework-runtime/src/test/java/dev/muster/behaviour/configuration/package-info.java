/** What users see of configuration without compiling. */
@NullMarked
package dev.muster.behaviour.configuration;

import org.jspecify.annotations.NullMarked;
