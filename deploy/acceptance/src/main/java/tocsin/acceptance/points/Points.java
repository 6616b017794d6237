package tocsin.acceptance.points;

import java.util.List;
import tocsin.acceptance.points.Point.Place.After;
import tocsin.acceptance.points.Point.Place.Before;
import tocsin.acceptance.points.Point.Place.Entry;
import tocsin.acceptance.points.Point.Place.Return;

/// Every fail point there is.
public final class Points {
  private static final String INGEST = "ingest-service";
  private static final String CLASSIFIER = "classifier-service";
  private static final String ALERT = "alert-service";
  private static final String COORDINATOR =
      "org/apache/kafka/clients/consumer/internals/ConsumerCoordinator";
  private static final String COMMIT = "io/vertx/mutiny/sqlclient/Transaction.commitAndAwait";
  private static final String LOG = "tocsin/ingest/publish/ArticleLog";

  /// Inside a migration of an empty database: passed when a node starts on one.
  public static final Point MIGRATION =
      new Point(
          "alert-migration",
          ALERT,
          "in a migration",
          "org/flywaydb/core/internal/command/DbMigrate",
          "doMigrateGroup",
          new After("org/flywaydb/core/api/executor/MigrationExecutor.execute"));

  /// Passed while articles flow.
  public static final List<Point> IN_THE_FLOW =
      List.of(
          new Point(
              "ingest-fetched",
              INGEST,
              "after a fetch",
              "tocsin/ingest/PollFeeds",
              "poll",
              new Before(LOG + ".append")),
          new Point(
              "ingest-commit",
              INGEST,
              "before the commit of the outbox",
              LOG,
              "transact",
              new Before(COMMIT)),
          new Point(
              "ingest-committed",
              INGEST,
              "after the commit of the outbox",
              LOG,
              "transact",
              new After(COMMIT)),
          new Point(
              "ingest-relayed",
              INGEST,
              "after the broker has it, before the outbox forgets it",
              "tocsin/ingest/publish/Relay",
              "carry",
              new After("io/smallrye/mutiny/groups/UniAwait.atMost")),
          new Point(
              "classifier-tagged",
              CLASSIFIER,
              "before a tagged article is sent",
              "tocsin/classify/ClassifyArticle",
              "outgoing",
              new Return()),
          new Point(
              "classifier-sent",
              CLASSIFIER,
              "after the broker has it, before it is acknowledged",
              "org/apache/kafka/clients/producer/internals/ProducerBatch",
              "complete",
              new Entry()),
          new Point(
              "classifier-offset",
              CLASSIFIER,
              "before an offset is committed",
              COORDINATOR,
              "sendOffsetCommitRequest",
              new Entry()),
          new Point(
              "classifier-offset-committed",
              CLASSIFIER,
              "after an offset was committed",
              COORDINATOR + "$OffsetCommitResponseHandler",
              "handle",
              new Return()),
          new Point(
              "alert-ledger",
              ALERT,
              "before the commit of alerts",
              "tocsin/alert/delivery/DeliveryLedger",
              "*",
              new After("tocsin/alert/delivery/Dispatch.send")),
          new Point(
              "alert-ledger-committed",
              ALERT,
              "after the commit of alerts",
              "tocsin/alert/delivery/DeliveryLedger",
              "open",
              new Return()),
          new Point(
              "alert-offset",
              ALERT,
              "before an offset is committed",
              COORDINATOR,
              "sendOffsetCommitRequest",
              new Entry()),
          new Point(
              "alert-offset-committed",
              ALERT,
              "after an offset was committed",
              COORDINATOR + "$OffsetCommitResponseHandler",
              "handle",
              new Return()),
          new Point(
              "alert-hook-sent",
              ALERT,
              "after a webhook was sent, before its answer is read",
              "tocsin/alert/webhook/WebhookChannel",
              "*",
              new After("io/vertx/core/http/HttpClientRequest.send")),
          new Point(
              "alert-hook-answered",
              ALERT,
              "after its answer was read, before it is written down",
              "tocsin/alert/webhook/WebhookChannel",
              "send",
              new Return()),
          new Point(
              "alert-mail-taken",
              ALERT,
              "after the 250 of a mail, before it is written down",
              "tocsin/alert/email/EmailChannel",
              "send",
              new After("java/util/concurrent/CompletableFuture.get")));

  /// Passed when a record comes that cannot be read.
  public static final List<Point> AT_POISON =
      List.of(
          new Point(
              "classifier-dead",
              CLASSIFIER,
              "before a dead letter is written",
              "tocsin/edge/dead/DeadLetters",
              "send",
              new Entry()),
          new Point(
              "alert-dead",
              ALERT,
              "after a dead letter was written, before the record is acknowledged",
              "tocsin/alert/AlertOnArticle",
              "dead",
              new Return()));

  /// Passed when a process is asked to end.
  public static final List<Point> AT_STOP =
      List.of(
          new Point(
              "ingest-stop", INGEST, "in shutdown", "tocsin/ingest/PollFeeds", "stop", new Entry()),
          new Point(
              "classifier-stop",
              CLASSIFIER,
              "in shutdown",
              "tocsin/classify/Wiring",
              "stop",
              new Entry()),
          new Point(
              "alert-stop",
              ALERT,
              "in shutdown",
              "tocsin/alert/delivery/Courier",
              "stop",
              new Entry()));

  /// Passed when a process that was killed comes back to its group.
  public static final List<Point> AT_RETURN =
      List.of(
          new Point(
              "classifier-join",
              CLASSIFIER,
              "in a rebalance",
              COORDINATOR,
              "onJoinComplete",
              new Entry()),
          new Point(
              "alert-join", ALERT, "in a rebalance", COORDINATOR, "onJoinComplete", new Entry()));

  private Points() {}

  /// Those in the processes of a service.
  ///
  /// @param process as `-Dtocsin.process` says: the service, or another node of it
  static List<Point> of(String process) {
    return List.of(IN_THE_FLOW, AT_POISON, AT_STOP, AT_RETURN, List.of(MIGRATION)).stream()
        .flatMap(List::stream)
        .filter(point -> process.startsWith(point.service()))
        .toList();
  }
}
