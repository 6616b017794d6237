package tocsin.alert;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tocsin.testing.HookSink;
import tocsin.testing.MailSink;

/// A receiver of webhooks and a mail server that the service under test may reach, the hostile ones
/// where they are there, and periods that a test can wait for.
public final class Sinks implements QuarkusTestResourceLifecycleManager {
  private static final HookSink HOOKS = new HookSink();
  private static final MailSink MAILS = new MailSink();
  private static final SmtpSwitch SMTP = new SmtpSwitch(MAILS.port());
  private static final Optional<HostileServer> HOSTILE = HostileServer.start();

  /// Another one, since what hangs keeps the places of its host and port.
  private static final Optional<HostileServer> HANGING = HostileServer.start();

  static HookSink hooks() {
    return HOOKS;
  }

  static MailSink mails() {
    return MAILS;
  }

  static SmtpSwitch smtp() {
    return SMTP;
  }

  static Optional<HostileServer> hostile() {
    return HOSTILE;
  }

  static Optional<HostileServer> hanging() {
    return HANGING;
  }

  @Override
  public Map<String, String> start() {
    var allowed =
        Stream.concat(
                Stream.of(HOOKS.address()),
                Stream.of(HOSTILE, HANGING).flatMap(Optional::stream).map(HostileServer::address))
            .collect(Collectors.joining(","));
    return Map.ofEntries(
        Map.entry("tocsin.allowed-addresses", allowed),
        Map.entry("quarkus.mailer.host", "127.0.0.1"),
        Map.entry("quarkus.mailer.port", Integer.toString(SMTP.address())),
        Map.entry("quarkus.mailer.mock", "false"),
        Map.entry(
            "alert.delivery.retry-schedule",
            "500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms"),
        Map.entry(
            "alert.delivery.mail-retry-schedule", "500ms,500ms,500ms,500ms,500ms,500ms,500ms"),
        Map.entry("alert.delivery.timeout", "2s"),
        Map.entry("alert.delivery.mail-timeout", "5s"),
        Map.entry("alert.delivery.breaker-pause", "500ms"),
        Map.entry("alert.delivery.poll-interval", "50ms"),
        Map.entry("alert.replay.retry-schedule", "100ms,100ms"),
        Map.entry("alert.replay.turn", "2s"),
        Map.entry("alert.replay.poll-interval", "50ms"));
  }

  @Override
  public void stop() {}
}
