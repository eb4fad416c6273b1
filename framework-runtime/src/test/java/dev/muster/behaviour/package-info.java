/** What users see of a runtime, tested through generated dispatchers. */
@NullMarked
package dev.muster.behaviour;

import org.jspecify.annotations.NullMarked;
