/** DynamoDB and SQS on loopback, with the tables and queues of the template. */
@NullMarked
package dev.gitsync.local.aws;

import org.jspecify.annotations.NullMarked;
