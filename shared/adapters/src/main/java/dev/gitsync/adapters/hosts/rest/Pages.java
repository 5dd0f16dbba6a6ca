package dev.gitsync.adapters.hosts.rest;

import java.net.URI;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pages of a list. Each is asked for when it is taken. */
public final class Pages implements Iterable<RestAnswer> {

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*\\brel=\"?next\"?");

  private final RestClient client;
  private final RestCall first;
  private final Next next;
  private final int most;

  Pages(RestClient client, RestCall first, Next next, int most) {
    this.client = client;
    this.first = first;
    this.next = next;
    this.most = most;
  }

  /** How a host leads from a page to the next. */
  @FunctionalInterface
  public interface Next {
    /**
     * The path of the next page, as in {@link RestCall#path}, or its whole address; empty after the
     * last.
     *
     * @param number of the page that is asked for, the first being 1
     */
    Optional<String> after(RestAnswer page, int number);

    /** By the header {@code Link} with {@code rel="next"} (RFC 8288). */
    static Next link() {
      return (page, number) ->
          page.headers().allValues("Link").stream()
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(it -> it.group(1))
              .findFirst();
    }

    /** By a field that holds the next page's address, as Bitbucket's {@code next}. */
    static Next field(String name) {
      return (page, number) -> page.json().findText(name);
    }
  }

  /** The pages as a stream, which asks for no more of them than are taken. */
  public Stream<RestAnswer> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<RestAnswer> iterator() {
    return new Iterator<>() {
      private Optional<RestCall> call = Optional.of(first);
      private int number;

      @Override
      public boolean hasNext() {
        return call.isPresent();
      }

      @Override
      public RestAnswer next() {
        RestAnswer page = client.send(call.orElseThrow(NoSuchElementException::new));
        number++;
        call = number < most && page.isDone() ? following(page, number + 1) : Optional.empty();
        return page;
      }
    };
  }

  private Optional<RestCall> following(RestAnswer page, int number) {
    try {
      return next.after(page, number).map(this::inside).map(first::at);
    } catch (IllegalArgumentException e) {
      throw client.notUnderstood(first, e);
    }
  }

  /**
   * An address as a path of the same API. Only path and query count: whatever host it names, we ask
   * ours, so credentials go nowhere else.
   */
  private String inside(String address) {
    if (address.startsWith("/")) {
      return address;
    }
    String root = URI.create(client.base()).getRawPath();
    URI to = URI.create(address);
    if (!to.getRawPath().startsWith(root + "/")) {
      throw new IllegalArgumentException("Not in this API.");
    }
    String path = to.getRawPath().substring(root.length());
    return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
  }
}
