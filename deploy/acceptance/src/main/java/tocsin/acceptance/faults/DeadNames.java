package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Names that have no address for a while: first those of the receivers, while articles come, then
/// those of the feeds too.
final class DeadNames {
  private static final Duration RECOVERY = Duration.ofSeconds(12);

  /// Tries of a channel that came to nothing because of a name.
  private static final String TRIES =
      """
      SELECT count(*) FROM attempt a JOIN delivery d ON d.id = a.delivery
      WHERE d.channel = '%s' AND a.answer LIKE '%%has no address'\
      """;

  private static final String FEEDS =
      "SELECT count(*) FROM feed WHERE last_error LIKE '%has no address'";

  private DeadNames() {}

  static List<Fault> inTurn(Duration outage) {
    return List.of(receivers(outage), everybody(outage));
  }

  private static Fault receivers(Duration outage) {
    return new Fault(
        outage.plus(RECOVERY),
        site -> {
          long hooks = tries(site, "webhook");
          long mails = tries(site, "email");
          whileOnly(
              List.of(Names.FEEDS),
              site,
              () -> {
                // an open connection asks for no name
                site.farEnd().stopMail();
                site.farEnd().startMail();
                Site.pass(outage);
              });
          met(site, "webhooks tried", tries(site, "webhook") - hooks);
          met(site, "mails tried", tries(site, "email") - mails);
        });
  }

  private static Fault everybody(Duration outage) {
    return new Fault(
        outage.plus(RECOVERY),
        site ->
            whileOnly(
                List.of(),
                site,
                () -> {
                  Site.pass(outage);
                  met(site, "feeds found", site.stack().database().number("ingest", FEEDS));
                }));
  }

  private static void whileOnly(List<String> living, Site site, Runnable outage) {
    try (var vitals = new Vitals(site, Set.of(), Set.of("alert-service"))) {
      site.names().live(living);
      outage.run();
      vitals.end();
    } finally {
      site.names().live(Names.ALL);
    }
  }

  private static long tries(Site site, String channel) {
    return site.stack().database().number("alert", TRIES.formatted(channel));
  }

  /// What nobody met did not happen.
  private static void met(Site site, String what, long times) {
    if (times > 0) {
      site.findings().note("%s without an address: %d".formatted(what, times));
    } else {
      site.findings().wrong("no " + what + " without an address");
    }
  }
}
