package tocsin.alert;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import tocsin.testing.HookSink;
import tocsin.testing.MailSink;

/// A receiver of webhooks and a mail server that the service under test may reach, and periods that
/// a test can wait for.
public final class Sinks implements QuarkusTestResourceLifecycleManager {
  private static final HookSink HOOKS = new HookSink();
  private static final MailSink MAILS = new MailSink();

  static HookSink hooks() {
    return HOOKS;
  }

  static MailSink mails() {
    return MAILS;
  }

  @Override
  public Map<String, String> start() {
    return Map.ofEntries(
        Map.entry("tocsin.allowed-addresses", HOOKS.address()),
        Map.entry("quarkus.mailer.host", "127.0.0.1"),
        Map.entry("quarkus.mailer.port", Integer.toString(MAILS.port())),
        Map.entry("quarkus.mailer.mock", "false"),
        Map.entry("alert.delivery.retry-schedule", "1s,1s,1s"),
        Map.entry("alert.delivery.mail-retry-schedule", "1s,1s"),
        Map.entry("alert.delivery.timeout", "3s"),
        Map.entry("alert.delivery.poll-interval", "50ms"));
  }

  @Override
  public void stop() {}
}
