package tocsin.ingest.feed;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/// The feeds there are, in PostgreSQL. Blocks its (virtual or worker) thread.
public final class FeedCatalog {
  /// What a feed is registered with.
  public record Registration(
      FeedUrl url,
      @Nullable String title,
      @Nullable String language,
      @Nullable Duration pollEvery,
      Feed.Backlog backlog,
      OwnHeaders headers) {}

  /// What became of a registration.
  public sealed interface Registered {
    record Added(Feed feed) implements Registered {}

    record Known(String id) implements Registered {}
  }

  /// What of a feed an operator changes: a null leaves as it is, an empty value takes back what was
  /// set.
  public record Change(
      @Nullable String title,
      @Nullable String language,
      @Nullable Optional<Duration> pollEvery,
      @Nullable OwnHeaders headers) {}

  /// A place in the list: the feed after which a page begins.
  public record Place(Instant registered, String id) {}

  private final Pool pool;

  public FeedCatalog(Pool pool) {
    this.pool = pool;
  }

  public Registered register(Registration registration, Instant now) {
    var ids = registration.url().ids();
    try {
      return await(() ->
          Panache.withTransaction(() ->
              RegisteredFeed.<RegisteredFeed>find("id IN ?1", ids)
                  .firstResult()
                  .<Registered>chain(known ->
                      known != null
                          ? Uni.createFrom().item(new Registered.Known(known.id))
                          : new RegisteredFeed(registration, now)
                              .<RegisteredFeed>persistAndFlush()
                              .map(feed -> new Registered.Added(feed.feed())))));
    } catch (ConstraintViolationException registeredMeanwhile) {
      return new Registered.Known(ids.getFirst());
    }
  }

  /// Registers a whole list in one statement: all of it, or nothing. In the catalogue it stands in
  /// its own order. Of own headers and intervals a list tells nothing.
  ///
  /// @return how many feeds were added; the others were known, or named twice
  int register(List<Registration> list, Instant now) {
    return pool.preparedQuery(
            """
            INSERT INTO feed (id, url, host, title, language, registered, next_poll)
            SELECT id, url, host, title, language,
              $7::timestamptz + n * interval '1 microsecond', $7::timestamptz
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
              WITH ORDINALITY AS list (id, former_id, url, host, title, language, n)
            WHERE NOT EXISTS (SELECT 1 FROM feed WHERE feed.id = former_id)
            ORDER BY id, n
            ON CONFLICT DO NOTHING\
            """)
        .executeAndAwait(
            Tuple.from(
                List.of(
                    column(list, r -> r.url().ids().getFirst()),
                    column(list, r -> r.url().ids().getLast()),
                    column(list, r -> r.url().normal()),
                    column(list, r -> Hosts.of(r.url().normal())),
                    column(list, Registration::title),
                    column(list, Registration::language),
                    now.atOffset(ZoneOffset.UTC))))
        .rowCount();
  }

  private static @Nullable String[] column(
      List<Registration> list, Function<Registration, @Nullable String> value) {
    return list.stream().map(value).toArray(String[]::new);
  }

  public Optional<Feed> find(String id) {
    return await(() ->
            Panache.withSession(() -> RegisteredFeed.<RegisteredFeed>findById(id))
                .map(Optional::ofNullable))
        .map(RegisteredFeed::feed);
  }

  /// In the order of registration.
  List<Feed> list(Selection selection, @Nullable Place after, int most) {
    var parameters = selection.parameters();
    var condition = selection.condition();
    if (after != null) {
      condition += " AND (registered > :at OR registered = :at AND id > :last)";
      parameters.and("at", after.registered()).and("last", after.id());
    }
    var query = condition + " ORDER BY registered, id";
    var found =
        await(() ->
            Panache.withSession(
                () -> RegisteredFeed.<RegisteredFeed>find(query, parameters).page(0, most).list()));
    return found.stream().map(RegisteredFeed::feed).toList();
  }

  List<String> ids(Selection selection) {
    return await(() ->
        Panache.withSession(() ->
            RegisteredFeed.find(
                    "SELECT id FROM RegisteredFeed WHERE " + selection.condition(),
                    selection.parameters())
                .project(String.class)
                .list()));
  }

  /// @return how many feeds were changed
  int change(Selection selection, Change change, Instant now) {
    return await(() ->
        Panache.withTransaction(() ->
            RegisteredFeed.<RegisteredFeed>find(selection.condition(), selection.parameters())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .map(feeds -> {
                  feeds.forEach(feed -> apply(change, feed, now));
                  return feeds.size();
                })));
  }

  /// @return how many feeds were removed
  int remove(Selection selection) {
    return await(() ->
            Panache.withTransaction(
                () -> RegisteredFeed.delete(selection.condition(), selection.parameters())))
        .intValue();
  }

  public Optional<Feed> change(String id, Change change, Instant now) {
    return await(() ->
        Panache.withTransaction(() ->
            RegisteredFeed.<RegisteredFeed>findById(id, LockModeType.PESSIMISTIC_WRITE)
                .map(found -> {
                  Optional.ofNullable(found).ifPresent(feed -> apply(change, feed, now));
                  return Optional.ofNullable(found).map(RegisteredFeed::feed);
                })));
  }

  public boolean remove(String id) {
    return await(() -> Panache.withTransaction(() -> RegisteredFeed.deleteById(id)));
  }

  private static void apply(Change change, RegisteredFeed feed, Instant now) {
    feed.title = set(change.title(), feed.title);
    feed.language = set(change.language(), feed.language);
    feed.languageBefore = change.language() == null ? feed.languageBefore : null;
    if (change.headers() != null) {
      feed.headers = change.headers().text();
    }
    if (change.pollEvery() != null) {
      feed.pollEvery = change.pollEvery().map(Duration::toSeconds).orElse(null);
      sooner(feed, now);
    }
  }

  /// A shorter interval counts from now on.
  private static void sooner(RegisteredFeed feed, Instant now) {
    if (feed.nextPoll != null && feed.pollEvery != null) {
      var soon = now.plusSeconds(feed.pollEvery);
      feed.nextPoll = soon.isBefore(feed.nextPoll) ? soon : feed.nextPoll;
    }
  }

  private static @Nullable String set(@Nullable String wanted, @Nullable String old) {
    if (wanted == null) {
      return old;
    }
    return wanted.isEmpty() ? null : wanted;
  }

  /// Hibernate Reactive runs on an event loop; the caller's thread waits.
  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
