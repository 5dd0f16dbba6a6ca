/** Git credentials in Secrets Manager. */
@NullMarked
package dev.gitsync.adapters.secrets;

import org.jspecify.annotations.NullMarked;
