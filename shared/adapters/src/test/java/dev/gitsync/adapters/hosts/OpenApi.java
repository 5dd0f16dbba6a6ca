package dev.gitsync.adapters.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds what goes between an adapter and a stand-in against the host's own OpenAPI document. A test
 * whose requests or answers do not fit fails and says what did not.
 *
 * <pre>adapter -> front -> Prism -> back -> stand-in</pre>
 *
 * The front sees what Prism refuses, so that nothing is lost where an adapter takes a refusal for
 * an answer; the back leads one Prism to the stand-in of each test.
 */
final class OpenApi implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final String document;
  private final List<String> violations = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Optional<Passage> front = Optional.empty();
  private Optional<Passage> back = Optional.empty();
  private Optional<Prism> prism = Optional.empty();

  /**
   * For a class of tests.
   *
   * @param document of a host: {@code github}
   */
  OpenApi(String document) {
    this.document = document;
  }

  /** The address by which an API is asked so that all is held against the document. */
  URI before(URI api) {
    back.orElseThrow().lead("", api);
    return front.orElseThrow().lead(api.getRawPath(), prism.orElseThrow().address());
  }

  /** What did not fit so far, which no longer fails the test. */
  List<String> takeViolations() {
    synchronized (violations) {
      List<String> taken = List.copyOf(violations);
      violations.clear();
      return taken;
    }
  }

  /** Fails where something did not fit. */
  void requireNoViolations() {
    assertThat(takeViolations()).as("what the document of %s does not allow", document).isEmpty();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    front = Optional.of(closing(new Passage(this::watch)));
    back = Optional.of(closing(new Passage(answer -> {})));
    URI upstream = back.get().lead("", URI.create("http://127.0.0.1:0"));
    prism = Optional.of(closing(Prism.start(document, upstream)));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    requireNoViolations();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    for (AutoCloseable resource : open.reversed()) {
      resource.close();
    }
  }

  private <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  /** Prism refuses in a form of its own (RFC 9457), and puts what it lets pass in a header. */
  private void watch(HttpResponse<byte[]> answer) {
    boolean isRefused =
        answer
            .headers()
            .firstValue("Content-Type")
            .filter(it -> it.startsWith("application/problem+json"))
            .isPresent();
    List<String> found =
        isRefused
            ? List.of(new String(answer.body(), StandardCharsets.UTF_8))
            : answer.headers().allValues("sl-violations");
    String asked = answer.request().method() + " " + answer.request().uri().getRawPath();
    synchronized (violations) {
      found.forEach(it -> violations.add(asked + ": " + it));
    }
  }
}
