package dev.gitsync.core.repo;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.ResourceField;
import dev.gitsync.core.resource.ResourceField.Presence;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells whether a file describes a resource, and everything that is wrong where it does not. */
public final class FileCheck {

  /**
   * The largest resource that is taken, in bytes of its JSON: before and after must fit an item.
   */
  public static final int LARGEST = 100_000;

  private final ResourceFile file;
  private final References references;
  private final List<Problem> problems = new ArrayList<>();

  private FileCheck(ResourceFile file, References references) {
    this.file = file;
    this.references = references;
  }

  /** Everything that is wrong with a file, in the order of its fields; empty where nothing is. */
  public static List<Problem> problems(ResourceFile file, References references) {
    var check = new FileCheck(file, references);
    check.refuseUnknownFields();
    ResourceField.of(file.ref().kind()).forEach(check::checkField);
    if (file.ref().kind() == ResourceKind.MODEL) {
      check.checkQuery();
    } else {
      check.checkSchedule();
    }
    check.checkText();
    return List.copyOf(check.problems);
  }

  /** What is wrong with something that is there, but is no regular file. */
  public static Problem irregular(RepoPath path) {
    return new Problem(
        "FILE-009",
        path,
        Position.START,
        "this is a symbolic link or a submodule, which is not followed.",
        "Replace it by a regular file.");
  }

  private void refuseUnknownFields() {
    ResourceKind kind = file.ref().kind();
    for (String key : file.asWritten().entries().keySet()) {
      if (ResourceField.find(kind, key).isEmpty()) {
        problem(
            "FILE-002",
            file.yaml().key(TreePath.of(key)),
            "a " + kind.singular() + " has no field \"" + AliasesReader.shown(key) + "\".",
            ResourceField.closest(kind, key)
                .map(field -> "Did you mean " + field.name() + "?")
                .orElse(
                    "Remove it, or move it into config if it belongs to a sync's destination."));
      }
    }
  }

  private void checkField(ResourceField field) {
    Node value = file.asWritten().get(field.name()).orElse(new Node.Null());
    if (value instanceof Node.Null) {
      if (field.presence() == Presence.REQUIRED) {
        problem("FILE-003", at(field.name()), field.name() + " is missing.", "Add it.");
      }
    } else if (!hasForm(field, value)) {
      problem(
          "FILE-004",
          at(field.name()),
          field.name() + " must be " + field.form().words() + ".",
          field.form() == ResourceField.Form.TEXT ? "Put it in quotes." : "Change its value.");
    } else if (field.presence() == Presence.REQUIRED && value.equals(new Text(""))) {
      problem("FILE-003", at(field.name()), field.name() + " is empty.", "Give it a value.");
    } else {
      field.reference().ifPresent(kind -> checkReference(field, kind));
    }
  }

  private static boolean hasForm(ResourceField field, Node value) {
    return switch (field.form()) {
      case TEXT -> value instanceof Text;
      case BOOLEAN -> value instanceof Node.Bool;
      case MAPPING -> value instanceof Mapping;
    };
  }

  private void checkReference(ResourceField field, ResourceKind kind) {
    if (file.word(field).flatMap(word -> references.resolve(kind, word)).isEmpty()) {
      problem(
          "REF-001",
          at(field.name()),
          field.name() + " stands for no " + kind.singular() + " of this workspace.",
          kind == ResourceKind.MODEL
              ? "Use a model's slug or name, or add the model's file."
              : "Use an id that the manifest lists, or an alias of one.");
    }
  }

  private void checkQuery() {
    if (file.asWritten().get("isSchema").orElse(null) instanceof Node.Bool(var isSchema)
        && isSchema) {
      problem(
          "FILE-004", at("isSchema"), "isSchema must be false.", "Set it to false or remove it.");
    }
    String word = file.asWritten().text("type").orElse("");
    if (word.isEmpty()) {
      return;
    }
    Query.Type.parse(word).ifPresentOrElse(this::checkQueryText, this::unknownType);
  }

  private void unknownType() {
    String words =
        List.of(Query.Type.values()).stream()
            .map(Query.Type::word)
            .collect(Collectors.joining(", "));
    problem("FILE-005", at("type"), "the type is unknown.", "Use one of " + words + ".");
  }

  private void checkQueryText(Query.Type type) {
    for (Query.Type each : Query.Type.values()) {
      Node value = file.asWritten().get(each.field()).orElse(new Node.Null());
      if (each == type && value instanceof Node.Null) {
        problem(
            "FILE-003",
            at("type"),
            "a model of type " + type.word() + " needs " + type.field() + ".",
            "Add it.");
      } else if (each != type && !(value instanceof Node.Null)) {
        problem(
            "FILE-005",
            at(each.field()),
            each.field() + " does not go with type " + type.word() + ".",
            "Remove it, or change the type to " + each.word() + ".");
      }
    }
  }

  private void checkSchedule() {
    if (file.asWritten().get("schedule").orElse(null) instanceof Mapping schedule
        && schedule.text("type").isEmpty()) {
      problem("FILE-003", at("schedule"), "the schedule has no type.", "Add one, such as manual.");
    }
  }

  private void checkText() {
    String json = Json.write(file.asWritten());
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
      problem(
          "FILE-008",
          Position.START,
          "an escape in the file is half of a character.",
          "Write both halves, as in \"\\ud83d\\ude00\", or the character itself.");
    }
    if (json.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      problem(
          "FILE-006",
          Position.START,
          "the " + file.ref().kind().singular() + " is larger than " + LARGEST + " bytes.",
          "Make it smaller, for example by moving SQL into a view.");
    }
  }

  private Position at(String field) {
    return file.asWritten().get(field).isPresent()
        ? file.yaml().value(TreePath.of(field))
        : Position.START;
  }

  private void problem(String code, Position position, String message, String remedy) {
    problems.add(new Problem(code, file.path(), position, message, remedy));
  }
}
