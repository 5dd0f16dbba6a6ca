/** Pull requests of AWS CodeCommit, through its API and the deployment's role. */
@NullMarked
package dev.gitsync.adapters.hosts.codecommit;

import org.jspecify.annotations.NullMarked;
