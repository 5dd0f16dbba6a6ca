package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;

/**
 * An answer.
 *
 * @param body null for none
 */
record Response(int status, Node body) {

  static Response ok(Mapping body) {
    return new Response(200, body);
  }

  static Response created(Mapping body) {
    return new Response(201, body);
  }

  static Response accepted(Mapping body) {
    return new Response(202, body);
  }

  static Response noContent() {
    return new Response(204, new Node.Null());
  }
}
