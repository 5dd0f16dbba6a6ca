/** Hints through SQS FIFO queues. */
@NullMarked
package dev.gitsync.adapters.sqs;

import org.jspecify.annotations.NullMarked;
