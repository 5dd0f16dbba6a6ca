/** What hosts' webhooks send: whether it is by them, and what it tells. */
@NullMarked
package dev.gitsync.adapters.webhooks;

import org.jspecify.annotations.NullMarked;
