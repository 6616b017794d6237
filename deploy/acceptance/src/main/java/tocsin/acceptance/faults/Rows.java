package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tocsin.acceptance.Stack;
import tocsin.acceptance.faults.Plan.Row;

/// The rows of the table, in the order in which they are run.
final class Rows {
  private static final int CUTS = 4;

  private Rows() {}

  /// @param kills of services, shared out among them
  /// @param aimed how often a process dies at each point
  /// @param outage how long what is down stays down
  static List<Row> of(int kills, int aimed, Duration outage, Random random) {
    long seconds = outage.toSeconds();
    return List.of(
        new Row("F1", "kill -9 of services, %d times".formatted(kills), kills(kills, random)),
        new Row("F3", "Kafka down %d s".formatted(seconds), List.of(Fault.brokerDown(outage))),
        new Row(
            "F3s",
            "services started while Kafka is down %d s".formatted(seconds),
            List.of(Fault.startWithoutBroker(outage))),
        new Row(
            "F4", "PostgreSQL down %d s".formatted(seconds), List.of(Fault.databaseDown(outage))),
        new Row(
            "F4c",
            "connections to PostgreSQL cut, %d times".formatted(CUTS),
            Collections.nCopies(CUTS, Fault.cut())),
        new Row("F5", "SMTP down %d s".formatted(seconds), List.of(Fault.mailDown(outage))),
        new Row(
            "F6",
            "%d s of webhooks: 20 %% answer 503, 5 %% are taken and not answered"
                .formatted(seconds),
            List.of(Fault.badHooks(outage))),
        new Row("F7", "each service frozen %d s".formatted(seconds), Fault.eachFrozen(outage)),
        new Row(
            "F7d",
            "names not resolved for %d s: the receivers', then everybody's".formatted(seconds),
            DeadNames.inTurn(outage)),
        new Row(
            "F7n",
            "one of two alert nodes frozen for longer than its lease",
            List.of(TwoNodes.oneFrozen())),
        new Row(
            "F9",
            "two alert nodes to a newer schema and back, one after the other",
            List.of(TwoNodes.rollingUpdate())),
        new Row(
            "F10",
            "an analyst reads the whole history for %d s".formatted(seconds),
            List.of(Analyst.reading(outage))),
        new Row(
            "K3",
            "classifier, then alert: one node, two for %d s, one".formatted(seconds),
            TwoNodes.scaling(outage)),
        new Row("FL", "kill -9 of the launcher, and a new one", List.of(Fault.launcher())),
        new Row(
            "F2",
            "kill -9 at points in the code, %d times each".formatted(aimed),
            AimedKills.all(aimed, random),
            true));
  }

  private static List<Fault> kills(int kills, Random random) {
    List<Fault> killed = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      killed.add(Fault.kill(Stack.SERVICES.get(i % Stack.SERVICES.size())));
    }
    Collections.shuffle(killed, random);
    return killed;
  }
}
