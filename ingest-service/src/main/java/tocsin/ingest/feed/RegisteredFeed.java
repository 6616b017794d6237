package tocsin.ingest.feed;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/// A row of the catalogue: what the operator registered, and the state of the feed's polls, which
/// is only read here: [FeedQueue] and the log of articles write it, under a lease.
@Entity
@Table(name = "feed")
@DynamicUpdate
public class RegisteredFeed extends PanacheEntityBase {
  @Id public String id;
  public String url;
  public String host;
  public @Nullable String title;
  public @Nullable String language;

  /// Seconds.
  public @Nullable Long pollEvery;

  public String backlog;

  /// See [OwnHeaders].
  public @Nullable String headers;

  public Instant registered;
  public @Nullable Instant nextPoll;

  @Column(insertable = false, updatable = false)
  public @Nullable String location;

  @Column(insertable = false, updatable = false)
  public @Nullable String status;

  @Column(insertable = false, updatable = false)
  public @Nullable Instant lastPoll;

  @Column(insertable = false, updatable = false)
  public @Nullable Instant lastSuccess;

  @Column(insertable = false, updatable = false)
  public int failures;

  @Column(insertable = false, updatable = false)
  public @Nullable String lastError;

  @Column(insertable = false, updatable = false)
  public long items;

  @Column(insertable = false, updatable = false)
  public @Nullable Instant lastItem;

  @Column(insertable = false)
  public @Nullable String languageBefore;

  @Column(insertable = false, updatable = false)
  public @Nullable String feedTitle;

  @Column(insertable = false, updatable = false)
  public @Nullable String feedLanguage;

  /// For Hibernate, which fills the fields.
  @SuppressWarnings("NullAway.Init")
  protected RegisteredFeed() {}

  RegisteredFeed(FeedCatalog.Registration r, Instant now) {
    id = r.url().ids().getFirst();
    url = r.url().normal();
    host = Hosts.of(url);
    title = r.title();
    language = r.language();
    pollEvery = r.pollEvery() == null ? null : r.pollEvery().toSeconds();
    backlog = r.backlog().name();
    headers = r.headers().text();
    registered = now;
    nextPoll = now;
  }

  /// As the API shows it.
  Feed feed() {
    return new Feed(
        id,
        url,
        location,
        title != null ? title : feedTitle,
        language != null ? language : feedLanguage,
        pollEvery == null ? null : Duration.ofSeconds(pollEvery),
        Feed.Backlog.valueOf(backlog),
        headerNames(),
        status == null ? Feed.Status.fresh : Feed.Status.of(status),
        registered,
        nextPoll,
        lastPoll,
        lastSuccess,
        failures,
        lastError,
        items,
        lastItem,
        languageBefore,
        null,
        null);
  }

  private @Nullable List<String> headerNames() {
    var names = OwnHeaders.of(headers).names();
    return names.isEmpty() ? null : names;
  }
}
