/** The one public port: API Gateway's HTTP API in front of the functions, and Git. */
@NullMarked
package dev.gitsync.local.http;

import org.jspecify.annotations.NullMarked;
