/**
 * A deterministic simulation: several workspaces and one repository on the fakes, the real flows
 * between them, and everything that can go wrong, in an order that a seed decides.
 */
@NullMarked
package dev.gitsync.testkit.sim;

import org.jspecify.annotations.NullMarked;
