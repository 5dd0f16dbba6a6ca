/** State in DynamoDB: resources, changes that wait, links, activity, API keys. */
@NullMarked
package dev.gitsync.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
