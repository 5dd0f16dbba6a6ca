/** What the flows need from outside. One contract test each, in the testkit. */
@NullMarked
package dev.gitsync.flows.port;

import org.jspecify.annotations.NullMarked;
