package dev.gitsync.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and what holds in all of them. */
class ArchitectureTest {
  private static final String CORE = "dev.gitsync.core..";
  private static final String FLOWS = "dev.gitsync.flows..";
  private static final String ADAPTERS = "dev.gitsync.adapters..";
  private static final String FUNCTIONS = "dev.gitsync.functions..";
  private static final String LOCAL = "dev.gitsync.local..";
  private static final String TESTKIT = "dev.gitsync.testkit..";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gitsync");

  @Test
  void coreDoesNoInputOrOutput() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "software.amazon..",
                        "com.amazonaws..",
                        "org.eclipse.jgit..",
                        "org.slf4j..")
                    .and(not(lineMerge()))
                    .or(fileClasses())));
  }

  @Test
  void coreKnowsNoOtherModule() {
    check(ours(CORE, CORE));
  }

  @Test
  void flowsKnowOnlyCore() {
    check(ours(FLOWS, FLOWS, CORE));
  }

  @Test
  void adaptersKnowOnlyFlowsAndCore() {
    check(ours(ADAPTERS, ADAPTERS, FLOWS, CORE));
  }

  @Test
  void functionsDoNotKnowTheLocalSystem() {
    check(ours(FUNCTIONS, FUNCTIONS, ADAPTERS, FLOWS, CORE));
  }

  @Test
  void nothingButTestsUsesTheTestkit() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT));
  }

  @Test
  void onlyTheLocalSystemKnowsTheLocalServers() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.eclipse.jetty..", "org.elasticmq..", "software.amazon.dynamodb.."));
  }

  @Test
  void namesSayWhatAClassIs() {
    check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service|Data)"));
  }

  @Test
  void allPackagesAreNullMarked() {
    check(classes().that().arePublic().should(resideInANullMarkedPackage()));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ALL);
  }

  /** Classes of {@code module} use, of our own classes, only those of {@code allowed}. */
  private static ArchRule ours(String module, String... allowed) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.gitsync..").and(not(resideInAnyPackage(allowed))));
  }

  /** JGit's merge of sequences in memory, and what it takes to ask for one. */
  private static DescribedPredicate<JavaClass> lineMerge() {
    return DescribedPredicate.describe(
        "the merge of lines",
        (JavaClass c) ->
            c.getName()
                .matches(
                    "org\\.eclipse\\.jgit\\.(diff\\.Sequence(Comparator)?"
                        + "|merge\\.Merge(Algorithm|Result|Chunk(\\$ConflictState)?))"));
  }

  private static DescribedPredicate<JavaClass> fileClasses() {
    return DescribedPredicate.describe(
        "files", (JavaClass c) -> c.getName().matches("java\\.io\\.(File|RandomAccessFile).*"));
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is null-marked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(type, marked, type.getName() + " is in an unmarked package"));
      }
    };
  }
}
