/** YAML 1.2 text to trees and back, without losing what people wrote around the values. */
@NullMarked
package dev.gitsync.core.yaml;

import org.jspecify.annotations.NullMarked;
