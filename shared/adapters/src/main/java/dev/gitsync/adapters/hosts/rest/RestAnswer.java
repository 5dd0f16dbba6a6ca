package dev.gitsync.adapters.hosts.rest;

import dev.gitsync.core.tree.Node;
import java.net.http.HttpHeaders;

/**
 * What a host answered to a request that did not fail.
 *
 * @param json {@code null} where the answer has no body
 */
public record RestAnswer(int status, HttpHeaders headers, Fields json) {

  /** Whether it did what it was asked; else it is one of the statuses that the call accepts. */
  public boolean isDone() {
    return status / 100 == 2;
  }

  static RestAnswer of(int status, HttpHeaders headers, Node json, String host) {
    return new RestAnswer(status, headers, new Fields(host, "", json));
  }

  /** Shows no contents. */
  @Override
  public String toString() {
    return "RestAnswer[status=" + status + "]";
  }
}
