package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.check.ListedWorkspace;
import dev.gitsync.core.check.Unfiled;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the lists of a workspace's resources into the resources. What lacks something that a file
 * must have is there, but {@link Unfiled}.
 */
final class Answers {

  /** How the API speaks of a query's type, and where it has the text. */
  private record Form(Query.Type type, Set<String> words, String field, String key) {}

  /** The API's own document writes {@code table} as {@code tabel}. */
  private static final List<Form> FORMS =
      List.of(
          new Form(Query.Type.RAW_SQL, Set.of("raw_sql"), "raw", "sql"),
          new Form(Query.Type.TABLE, Set.of("table", "tabel"), "table", "name"),
          new Form(Query.Type.DBT_MODEL, Set.of("dbt"), "dbt", "dbtUniqueId"));

  private final Map<ResourceKind, Map<String, Slug>> slugs = new EnumMap<>(ResourceKind.class);
  private final List<Resource> resources = new ArrayList<>();
  private final List<Unfiled> unfiled = new ArrayList<>();

  private Answers() {}

  /** The workspace that has what these lists have, each of them whole. */
  static ListedWorkspace workspace(Map<ResourceKind, List<Item>> lists) throws NotUnderstood {
    var answers = new Answers();
    for (ResourceKind kind : ResourceKind.values()) {
      answers.add(kind, lists.getOrDefault(kind, List.of()));
    }
    return new ListedWorkspace(answers.resources, answers.unfiled);
  }

  /** While somebody turns the pages, an item may come twice. */
  private void add(ResourceKind kind, List<Item> items) throws NotUnderstood {
    var ids = new HashMap<String, Slug>();
    slugs.put(kind, ids);
    var taken = new HashSet<Slug>();
    for (Item item : items) {
      ResourceRef ref = item.ref();
      String id = item.id("id").orElseThrow(() -> item.fault("id"));
      if (ids.put(id, ref.slug()) != null) {
        continue;
      }
      if (!taken.add(ref.slug())) {
        throw new NotUnderstood(item + ": another has the same slug.");
      }
      switch (kind) {
        case SOURCE, DESTINATION -> resources.add(connector(ref, item));
        case MODEL -> addModel(ref, item);
        case SYNC -> addSync(ref, item);
      }
    }
  }

  /** Configurations, which may hold secrets, are let be. */
  private static Connector connector(ResourceRef ref, Item item) throws NotUnderstood {
    return new Connector(
        ref, item.requiredText("name"), item.requiredText("type"), Mapping.empty());
  }

  private void addModel(ResourceRef ref, Item item) throws NotUnderstood {
    String name = item.requiredText("name");
    String word = item.requiredText("queryType");
    Optional<Form> form = FORMS.stream().filter(it -> it.words().contains(word)).findFirst();
    Optional<Slug> source = reference(item, "sourceId", ResourceKind.SOURCE);
    String primaryKey = item.text("primaryKey").orElse("");
    if (form.isEmpty()) {
      leaveOut(ref, name, "its query is of another type than SQL, a table or a dbt model");
    } else if (item.isTrue("isSchema")) {
      leaveOut(ref, name, "its isSchema is true");
    } else if (name.isEmpty() || primaryKey.isEmpty()) {
      leaveOut(ref, name, "it has no %s".formatted(name.isEmpty() ? "name" : "primary key"));
    } else if (source.isEmpty()) {
      leaveOut(ref, name, "its source is none of the workspace's");
    } else {
      var query =
          new Query(form.get().type(), item.requiredText(form.get().field(), form.get().key()));
      String description = item.text("description").orElse("");
      resources.add(new Model(ref.slug(), name, source.get(), description, query, primaryKey));
    }
  }

  private void addSync(ResourceRef ref, Item item) throws NotUnderstood {
    Optional<Slug> model = reference(item, "modelId", ResourceKind.MODEL);
    Optional<Slug> destination = reference(item, "destinationId", ResourceKind.DESTINATION);
    Mapping schedule = item.mapping("schedule").orElse(Sync.MANUAL);
    if (schedule.text("type").isEmpty()) {
      throw item.fault("schedule.type");
    }
    if (model.isEmpty() || destination.isEmpty()) {
      String what = model.isEmpty() ? "model" : "destination";
      leaveOut(ref, ref.slug().value(), "its %s is none of the workspace's".formatted(what));
      return;
    }
    resources.add(
        new Sync(
            ref.slug(),
            model.get(),
            destination.get(),
            item.text("description").orElse(""),
            item.mapping("configuration").orElse(Mapping.empty()),
            schedule,
            item.isTrue("disabled")));
  }

  private void leaveOut(ResourceRef ref, String name, String why) {
    unfiled.add(new Unfiled(ref, name, why));
  }

  /** What the id at a field stands for; empty where there is none, or it is gone. */
  private Optional<Slug> reference(Item item, String field, ResourceKind kind)
      throws NotUnderstood {
    return item.id(field).map(it -> slugs.getOrDefault(kind, Map.of()).get(it));
  }
}
