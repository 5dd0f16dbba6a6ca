/** The flows: what happens from one end to the other, in order, on ports. */
@NullMarked
package dev.gitsync.flows;

import org.jspecify.annotations.NullMarked;
