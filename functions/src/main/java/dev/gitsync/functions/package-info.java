/** Entry points of the Lambda functions: decode, run a flow, encode. */
@NullMarked
package dev.gitsync.functions;

import org.jspecify.annotations.NullMarked;
