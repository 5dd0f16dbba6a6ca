package dev.gitsync.adapters.hosts.rest;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a host asks to be left alone: {@code Retry-After} in seconds or as a date (RFC 9110),
 * else the time at which a limit that is used up begins anew (GitHub's "Rate limits for the REST
 * API", and what GitLab, Gitea and Azure DevOps send).
 */
final class Patience {

  private static final Pattern DIGITS = Pattern.compile("\\d{1,12}");

  private Patience() {}

  /** Whether an answer says that there were too many requests. */
  static boolean isTooMany(int status, HttpHeaders headers) {
    return status == 429
        || (status == 403 && (headers.firstValue("Retry-After").isPresent() || isUsedUp(headers)));
  }

  /** For how long; empty where the host does not say. */
  static Optional<Duration> asked(HttpHeaders headers, Instant now) {
    Optional<String> after = headers.firstValue("Retry-After");
    if (after.isPresent()) {
      return after.map(String::strip).flatMap(it -> seconds(it).or(() -> until(it, now)));
    }
    return headers
        .firstValue("X-RateLimit-Reset")
        .or(() -> headers.firstValue("RateLimit-Reset"))
        .filter(it -> isUsedUp(headers))
        .flatMap(Patience::seconds)
        .map(it -> notNegative(Duration.between(now, Instant.EPOCH.plus(it))));
  }

  private static boolean isUsedUp(HttpHeaders headers) {
    return headers
        .firstValue("X-RateLimit-Remaining")
        .or(() -> headers.firstValue("RateLimit-Remaining"))
        .filter("0"::equals)
        .isPresent();
  }

  private static Optional<Duration> seconds(String text) {
    return DIGITS.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      var at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(notNegative(Duration.between(now, at)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration notNegative(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
