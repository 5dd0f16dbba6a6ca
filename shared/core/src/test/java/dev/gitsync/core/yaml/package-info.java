@NullMarked
package dev.gitsync.core.yaml;

import org.jspecify.annotations.NullMarked;
