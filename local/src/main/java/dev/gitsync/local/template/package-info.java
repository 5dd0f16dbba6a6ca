/** Reads the synthesised CloudFormation template: what there is to create and to connect. */
@NullMarked
package dev.gitsync.local.template;

import org.jspecify.annotations.NullMarked;
