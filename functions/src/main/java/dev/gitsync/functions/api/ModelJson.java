package dev.gitsync.functions.api;

import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.Optional;

/**
 * Models. The text of the query is at {@code raw.sql}, {@code table.name} or {@code
 * dbt.dbtUniqueId}.
 */
record ModelJson() implements ResourceJson {

  /** How the API speaks of a query's type, and where it has the text. */
  private record Form(Query.Type type, String word, String field, String key) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(Query.Type.RAW_SQL, "raw_sql", "raw", "sql"),
          new Form(Query.Type.TABLE, "table", "table", "name"),
          new Form(Query.Type.DBT_MODEL, "dbt", "dbt", "dbtUniqueId"));

  /** The API's own document writes {@code table} like this. */
  private static final String TYPO = "tabel";

  @Override
  public List<String> settable() {
    return List.of(
        "name",
        "slug",
        "description",
        "primaryKey",
        "sourceId",
        "queryType",
        "raw",
        "table",
        "dbt",
        "isSchema",
        "tags");
  }

  @Override
  public Edited read(Body body, Slug slug, Optional<StoredResource> current, Lookup lookup) {
    Optional<Model> before = current.map(it -> (Model) it.resource());
    if (body.flag("isSchema", false)) {
      body.refuse("isSchema", "It must be false.");
    }
    String name = body.text("name", before.map(Model::name));
    String description =
        body.optionalText("description", before.map(Model::description).orElse(""));
    String primaryKey = body.text("primaryKey", before.map(Model::primaryKey));
    Optional<Slug> source =
        ResourceJson.reference(
            body, "sourceId", ResourceKind.SOURCE, before.map(Model::source), lookup);
    Optional<Query> query = query(body, before.map(Model::query));
    Mapping extras = current.map(StoredResource::extras).orElse(Mapping.empty());
    return new Edited(
        source.flatMap(
            from -> query.map(it -> new Model(slug, name, from, description, it, primaryKey))),
        ResourceJson.tags(body, extras));
  }

  private static Optional<Query> query(Body body, Optional<Query> before) {
    List<Form> given = FORMS.stream().filter(form -> isGiven(body, form)).toList();
    Optional<Form> said = said(body);
    if (given.size() > 1) {
      body.refuse(given.getLast().field(), "Give only one of raw, table and dbt.");
      return Optional.empty();
    }
    if (said.isPresent() && !given.isEmpty() && !given.getFirst().equals(said.get())) {
      body.refuse("queryType", "It does not go with " + given.getFirst().field() + ".");
      return Optional.empty();
    }
    if (given.isEmpty()) {
      return unchanged(body, said, before);
    }
    Form form = given.getFirst();
    if (said.isEmpty() && before.filter(it -> it.type() != form.type()).isPresent()) {
      body.refuse(form.field(), "The model has another type. Send queryType too, to change it.");
      return Optional.empty();
    }
    if (body.get(form.field()).orElseThrow() instanceof Mapping inner
        && inner.text(form.key()).isPresent()
        && inner.entries().size() == 1) {
      return inner.text(form.key()).map(text -> new Query(form.type(), text));
    }
    body.refuse(form.field(), "It must be an object with just the text " + form.key() + ".");
    return Optional.empty();
  }

  private static Optional<Query> unchanged(Body body, Optional<Form> said, Optional<Query> before) {
    if (before.isEmpty() || said.filter(form -> form.type() != before.get().type()).isPresent()) {
      String field = said.map(Form::field).orElse("queryType");
      body.refuse(field, "It is required: the model's query goes there.");
      return Optional.empty();
    }
    return before;
  }

  private static boolean isGiven(Body body, Form form) {
    return !(body.get(form.field()).orElse(new Node.Null()) instanceof Node.Null);
  }

  private static Optional<Form> said(Body body) {
    if (!body.has("queryType")) {
      return Optional.empty();
    }
    String word = body.text("queryType", Optional.empty());
    Optional<Form> form =
        FORMS.stream()
            .filter(
                it -> it.word().equals(word) || (word.equals(TYPO) && it.word().equals("table")))
            .findFirst();
    if (form.isEmpty()) {
      body.refuse("queryType", "It must be raw_sql, table or dbt.");
    }
    return form;
  }

  @Override
  public Mapping render(StoredResource stored, Lookup lookup) {
    var model = (Model) stored.resource();
    List<Node> syncs = lookup.syncsOf(model.slug()).stream().<Node>map(Text::new).toList();
    Form form =
        FORMS.stream().filter(it -> it.type() == model.query().type()).findFirst().orElseThrow();
    return ResourceJson.head(stored, lookup)
        .with("name", model.name())
        .with("description", SyncJson.textOrNull(model.description()))
        .with("primaryKey", model.primaryKey())
        .with("sourceId", ResourceJson.id(lookup, ResourceKind.SOURCE, model.source()))
        .with("queryType", form.word())
        .with(form.field(), Mapping.of(form.key(), new Text(model.query().text())))
        .with("isSchema", new Bool(false))
        .with("tags", stored.extras().get("tags").orElse(Mapping.empty()))
        .with("syncs", new Sequence(syncs))
        .with("folderId", new Node.Null());
  }
}
