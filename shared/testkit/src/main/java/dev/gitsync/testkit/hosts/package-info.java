/** Services around repositories for tests: a fake, stand-ins that speak hosts' APIs, a contract. */
@NullMarked
package dev.gitsync.testkit.hosts;

import org.jspecify.annotations.NullMarked;
