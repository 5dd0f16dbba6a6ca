/** Functions in processes of their own, under Lambda's runtime interface client. */
@NullMarked
package dev.gitsync.local.isolated;

import org.jspecify.annotations.NullMarked;
