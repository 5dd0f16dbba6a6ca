/** What hosts tell of: webhooks, and events of CodeCommit. */
@NullMarked
package dev.gitsync.functions.webhooks;

import org.jspecify.annotations.NullMarked;
