package tocsin.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tocsin.acceptance.Stack;

/// Reads the whole history, again and again, while articles come.
final class Analyst {
  private static final double WORST = 0.99;

  private Analyst() {}

  /// First without an analyst, then with one, for so long each.
  static Fault reading(Duration time) {
    return new Fault(
        time.multipliedBy(2).plusSeconds(10),
        site -> {
          site.tally().takeLags();
          Site.pass(time);
          var without = site.tally().takeLags();
          var records = new AtomicLong();
          var reads = new AtomicLong();
          var end = System.nanoTime() + time.toNanos();
          while (System.nanoTime() < end) {
            records.addAndGet(history(site));
            reads.incrementAndGet();
          }
          var with = site.tally().takeLags();
          site.findings()
              .note(
                  "%d reads of the whole history, %d records; from publication to arrival p99 %s with, %s without"
                      .formatted(reads.get(), records.get(), worst(with), worst(without)));
          if (records.get() == 0) {
            site.findings().wrong("the history held nothing");
          }
        });
  }

  /// @return how many records it holds
  private static long history(Site site) {
    var api = site.stack().alert();
    var uri = api.base().resolve("/api/history?from=" + Instant.now().minus(Duration.ofDays(2)));
    var request =
        HttpRequest.newBuilder(URI.create(uri.toString()))
            .header("Authorization", "Bearer " + Stack.ADMIN_TOKEN)
            .timeout(Duration.ofMinutes(2))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the history answers " + answer.statusCode());
      }
      return answer.body().count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /// @param lags in order
  private static String worst(List<Duration> lags) {
    return lags.isEmpty()
        ? "unknown"
        : "%.1f s"
            .formatted(
                lags.get((int) Math.min(lags.size() - 1, lags.size() * WORST)).toMillis() / 1000.0);
  }
}
