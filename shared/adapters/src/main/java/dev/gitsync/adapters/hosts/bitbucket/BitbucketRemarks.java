package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Annotation;
import java.util.Comparator;
import java.util.List;

/**
 * What a report of Code Insights can hold of a check: {@value #MOST} annotations, so the worst are
 * shown.
 *
 * @param details the check's summary, and how many annotations are left out
 */
public record BitbucketRemarks(String details, List<Annotation> shown) {

  private static final int MOST = 1_000;

  public BitbucketRemarks {
    shown = List.copyOf(shown);
  }

  /** Those of a check. */
  public static BitbucketRemarks of(CheckReport report) {
    List<Annotation> worst =
        report.annotations().stream()
            .sorted(Comparator.comparing(Annotation::level))
            .limit(MOST)
            .toList();
    int more = report.annotations().size() - worst.size();
    String details =
        more > 0
            ? "%s\n\n%d more remarks are not shown on lines.".formatted(report.summary(), more)
            : report.summary();
    return new BitbucketRemarks(details, worst);
  }
}
