package tocsin.bench;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.sql.SQLException;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.servers.PostgresServer;

/// How long the alert-service takes from its table to a whole index.
final class Start {
  private static final String DATABASE = "start";

  private final int port;

  Start(PostgresServer server) {
    port = server.port();
  }

  double seconds(int subscriptions) throws IOException, SQLException {
    System.err.printf("start with %,d rows%n", subscriptions);
    new SubscriptionTable(port, DATABASE)
        .fill(
            subscriptions,
            n -> {
              var wish = Wish.of(n);
              return new SubscriptionTable.Line(wish.query(), wish.minScore(), null);
            });
    var vertx = Vertx.vertx();
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setDatabase(DATABASE)
            .setUser(PostgresServer.USER)
            .setPassword(PostgresServer.PASSWORD);
    var pool =
        new Pool(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
    try {
      var index = new SubscriptionIndex();
      var feed = new IndexFeed(new SubscriptionStore(pool), index);
      long start = System.nanoTime();
      feed.catchUp();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!feed.isWhole() || index.size() != subscriptions) {
        throw new IllegalStateException("the index holds " + index.size());
      }
      return seconds;
    } finally {
      pool.closeAndAwait();
      vertx.closeAndAwait();
    }
  }
}
