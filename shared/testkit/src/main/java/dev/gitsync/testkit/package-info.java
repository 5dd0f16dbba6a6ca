/** Fakes of the ports, and the contract tests that they share with the real adapters. */
@NullMarked
package dev.gitsync.testkit;

import org.jspecify.annotations.NullMarked;
