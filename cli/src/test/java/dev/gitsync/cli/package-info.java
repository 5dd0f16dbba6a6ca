/** The commands against real queues and tables, and a stand-in for CloudFormation and STS. */
@NullMarked
package dev.gitsync.cli;

import org.jspecify.annotations.NullMarked;
