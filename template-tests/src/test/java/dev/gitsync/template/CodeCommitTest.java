package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.infra.GitSyncApp;
import dev.gitsync.infra.GitSyncStack;
import dev.gitsync.infra.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** What the functions may do with the repositories of CodeCommit that a deployment names. */
class CodeCommitTest {
  private static final List<String> FUNCTIONS =
      List.of("Api", "Poll", "Outbound", "Inbound", "Resync");

  @TempDir Path folder;

  @Test
  void givesNoRightWhereNoRepositoryIsNamed() {
    Template template = Template.read();
    assertThat(FUNCTIONS).allSatisfy(title -> assertThat(rights(template, title)).isEmpty());
  }

  @Test
  void givesEachFunctionWhatItNeedsOnTheNamedRepositoriesOnly() {
    Template template = synthesise("acme, other.docs");
    assertThat(rights(template, "Poll")).isEqualTo(on("GetBranch", "ListBranches"));
    assertThat(rights(template, "Api"))
        .isEqualTo(on("GetBranch", "ListBranches", "GetFolder", "GetFile"));
    assertThat(rights(template, "Inbound"))
        .isEqualTo(
            on("GetBranch", "ListBranches", "GetFolder", "GetFile", "GetCommit", "GetDifferences"));
    assertThat(List.of("Outbound", "Resync"))
        .allSatisfy(
            title ->
                assertThat(rights(template, title))
                    .isEqualTo(
                        on(
                            "GetBranch",
                            "ListBranches",
                            "GetFolder",
                            "GetFile",
                            "GetCommit",
                            "GetDifferences",
                            "CreateCommit")));
  }

  @Test
  void refusesAPatternInPlaceOfAName() {
    assertThatThrownBy(() -> settings(List.of("acme", "*")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"*\"");
  }

  private static Set<String> rights(Template template, String function) {
    return PermissionsTest.rights(template, function).stream()
        .filter(right -> right.startsWith("codecommit:"))
        .collect(Collectors.toSet());
  }

  private static Set<String> on(String... actions) {
    return Stream.of(actions)
        .flatMap(
            action ->
                Stream.of("acme", "other.docs")
                    .map(name -> "codecommit:" + action + " arn::codecommit:::" + name))
        .collect(Collectors.toSet());
  }

  private Template synthesise(String repositories) {
    App app =
        new App(AppProps.builder().analyticsReporting(false).outdir(folder.toString()).build());
    app.getNode().setContext("functionsJar", functionsJar());
    app.getNode().setContext("codeCommitRepositories", repositories);
    GitSyncStack stack = new GitSyncStack(app, GitSyncApp.STACK, Settings.of(app.getNode()));
    return Template.read(Path.of(app.synth().getDirectory(), stack.getTemplateFile()));
  }

  private static Settings settings(List<String> repositories) {
    return new Settings(Path.of(functionsJar()), "gitsync", "", repositories);
  }

  private static String functionsJar() {
    return Objects.requireNonNull(System.getProperty("gitsync.functionsJar"), "run by Maven");
  }
}
