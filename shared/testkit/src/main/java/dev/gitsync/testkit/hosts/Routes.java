package dev.gitsync.testkit.hosts;

import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which request of an API is answered by what. */
public final class Routes {

  private final Map<String, Route> routes = new LinkedHashMap<>();

  /** Answers the requests of one form. */
  @FunctionalInterface
  public interface Route {
    /**
     * The answer.
     *
     * @param found what stands where the form has {@code *}
     */
    Answer answer(Request request, List<String> found);
  }

  /** Answers a form, as in {@link Request#fits}, by this. */
  public Routes on(String form, Route route) {
    routes.put(form, route);
    return this;
  }

  /** The answer to a request; 404 where no form fits. */
  public Answer answer(Request request) {
    for (var route : routes.entrySet()) {
      Optional<List<String>> found = request.fits(route.getKey());
      if (found.isPresent()) {
        return route.getValue().answer(request, found.get());
      }
    }
    return Answer.refusal(404, "Not Found");
  }
}
