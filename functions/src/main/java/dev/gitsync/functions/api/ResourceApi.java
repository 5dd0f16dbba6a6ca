package dev.gitsync.functions.api;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Sources, destinations, models and syncs: list, read, create, change, delete. */
record ResourceApi(Resources resources, Hints hints) {

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

  private static final Map<String, Comparator<StoredResource>> ORDERS =
      Map.of(
          "id", Comparator.comparingLong(it -> Long.parseLong(it.id())),
          "name", Comparator.comparing(it -> it.resource().name()),
          "slug", Comparator.comparing(StoredResource::ref),
          "createdAt", Comparator.comparing(StoredResource::createdAt),
          "updatedAt", Comparator.comparing(StoredResource::updatedAt));

  Response list(Request request, Caller caller, ResourceKind kind) throws ApiProblem {
    int limit = request.number("limit", 20, 1, 1_000);
    int offset = request.number("offset", 0, 0, Integer.MAX_VALUE);
    Comparator<StoredResource> order = order(request.parameter("orderBy").orElse("id"));
    var lookup = new Lookup(resources, caller.workspace());
    List<StoredResource> found =
        resources.list(caller.workspace(), kind).stream()
            .filter(filter(request, lookup))
            .sorted(order)
            .toList();
    List<Node> page =
        found.stream()
            .skip(offset)
            .limit(limit)
            .<Node>map(stored -> ResourceJson.of(kind).render(stored, lookup))
            .toList();
    if (AnswerSize.fitting(page).size() < page.size()) {
      throw ApiProblem.badRequest(
          "So many would not fit an answer. Ask for fewer at once with limit, and for the rest with"
              + " offset.");
    }
    var hasMore = new Bool((long) offset + page.size() < found.size());
    return Response.ok(Mapping.of("data", new Sequence(page)).with("hasMore", hasMore));
  }

  private static Comparator<StoredResource> order(String name) throws ApiProblem {
    Comparator<StoredResource> order = ORDERS.get(name);
    if (order == null) {
      throw ApiProblem.badRequest(
          "Parameter orderBy must be one of id, name, slug, createdAt, updatedAt.");
    }
    return order;
  }

  private static Predicate<StoredResource> filter(Request request, Lookup lookup) {
    Optional<String> slug = request.parameter("slug");
    Optional<String> name = request.parameter("name");
    Optional<String> model = request.parameter("modelId");
    Optional<String> modelSlug =
        model.map(id -> lookup.slug(ResourceKind.MODEL, id).map(Slug::value).orElse(""));
    return stored ->
        slug.filter(it -> !it.equals(stored.ref().slug().value())).isEmpty()
            && name.filter(it -> !it.equals(stored.resource().name())).isEmpty()
            && modelSlug
                .filter(it -> !Optional.of(it).equals(stored.resource().document().text("model")))
                .isEmpty();
  }

  Response read(Caller caller, ResourceKind kind, String id) throws ApiProblem {
    return Response.ok(shown(caller, find(caller, kind, id)));
  }

  Response create(Request request, Caller caller, ResourceKind kind) throws ApiProblem {
    Slug slug = slug(request.json());
    Checked checked = edited(request, caller, kind, slug, Optional.empty());
    Resource after = checked.resource();
    var edit =
        new Edit(
            caller.workspace(),
            caller.user(),
            Optional.empty(),
            Optional.of(after),
            checked.extras());
    return Attempts.run(
        () -> {
          if (resources.find(caller.workspace(), after.ref()).isPresent()) {
            throw ApiProblem.conflict("There is a %s already.".formatted(after.ref()));
          }
          return accept(edit)
              .map(
                  it ->
                      Response.created(
                          shown(caller, resources.find(it.workspace(), it.ref()).orElseThrow())));
        });
  }

  Response change(Request request, Caller caller, ResourceKind kind, String id) throws ApiProblem {
    return Attempts.run(() -> tryChange(request, caller, kind, id));
  }

  private Optional<Response> tryChange(Request request, Caller caller, ResourceKind kind, String id)
      throws ApiProblem {
    StoredResource current = find(caller, kind, id);
    refuseOtherSlug(request.json(), current.ref().slug());
    Checked checked = edited(request, caller, kind, current.ref().slug(), Optional.of(current));
    if (checked.resource().equals(current.resource())
        && checked.extras().equals(current.extras())) {
      return Optional.of(Response.ok(shown(caller, current)));
    }
    var edit =
        new Edit(
            caller.workspace(),
            caller.user(),
            Optional.of(current),
            Optional.of(checked.resource()),
            checked.extras());
    return accept(edit).isPresent()
        ? Optional.of(Response.ok(shown(caller, find(caller, kind, id))))
        : Optional.empty();
  }

  Response delete(Caller caller, ResourceKind kind, String id) throws ApiProblem {
    return Attempts.run(() -> tryDelete(caller, kind, id));
  }

  private Optional<Response> tryDelete(Caller caller, ResourceKind kind, String id)
      throws ApiProblem {
    StoredResource current = find(caller, kind, id);
    new Lookup(resources, caller.workspace()).refuseUsed(current.ref());
    var edit =
        new Edit(
            caller.workspace(),
            caller.user(),
            Optional.of(current),
            Optional.empty(),
            Mapping.empty());
    return accept(edit).map(it -> Response.noContent());
  }

  private Optional<Change> accept(Edit edit) {
    Optional<Change> accepted = resources.accept(edit);
    accepted.ifPresent(it -> hints.outbound(it.workspace()));
    return accepted;
  }

  /** A body that passed. */
  private record Checked(Resource resource, Mapping extras) {}

  private Checked edited(
      Request request,
      Caller caller,
      ResourceKind kind,
      Slug slug,
      Optional<StoredResource> current)
      throws ApiProblem {
    ResourceJson shapes = ResourceJson.of(kind);
    var body = new Body(request.json(), shapes.settable());
    ResourceJson.Edited edited =
        shapes.read(body, slug, current, new Lookup(resources, caller.workspace()));
    body.check();
    Resource resource = edited.resource().orElseThrow();
    Mapping whole = resource.document().with("extras", edited.extras());
    if (Json.write(whole).getBytes(StandardCharsets.UTF_8).length > FileCheck.LARGEST) {
      throw new ApiProblem(
          413,
          "The %s is larger than %d bytes.".formatted(kind.singular(), FileCheck.LARGEST),
          Mapping.empty());
    }
    return new Checked(resource, edited.extras());
  }

  private static Slug slug(Mapping json) throws ApiProblem {
    Optional<Slug> slug = json.text("slug").flatMap(Slug::parse);
    if (slug.isEmpty()) {
      throw ApiProblem.invalid(
          "slug",
          (json.get("slug").isEmpty() ? "It is required: " : "It must be ")
              + "letters, digits, hyphens, dots and underscores, at most 128 of them.");
    }
    return slug.get();
  }

  private static void refuseOtherSlug(Mapping json, Slug slug) throws ApiProblem {
    if (json.get("slug").isPresent() && !json.text("slug").equals(Optional.of(slug.value()))) {
      throw ApiProblem.invalid("slug", "It cannot change: it names the file.");
    }
  }

  private StoredResource find(Caller caller, ResourceKind kind, String id) throws ApiProblem {
    Optional<StoredResource> found =
        ID.matcher(id).matches() ? resources.find(caller.workspace(), kind, id) : Optional.empty();
    if (found.isEmpty()) {
      throw ApiProblem.notFound("There is no " + kind.singular() + " with this id.");
    }
    return found.get();
  }

  private Mapping shown(Caller caller, StoredResource stored) {
    return ResourceJson.of(stored.ref().kind())
        .render(stored, new Lookup(resources, caller.workspace()));
  }
}
