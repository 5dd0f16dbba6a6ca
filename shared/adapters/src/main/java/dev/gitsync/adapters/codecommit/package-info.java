/** Branches of repositories in AWS CodeCommit, through its API and the deployment's role. */
@NullMarked
package dev.gitsync.adapters.codecommit;

import org.jspecify.annotations.NullMarked;
