package dev.gitsync.adapters.hightouch;

import org.jspecify.annotations.Nullable;

/**
 * What a workspace has cannot be told. The message says what is wrong, where, and what to do now;
 * it quotes neither the key nor what was answered.
 */
public final class UnknownWorkspace extends Exception {
  UnknownWorkspace(String message, @Nullable Exception cause) {
    super(message, cause);
  }
}
