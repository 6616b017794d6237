package tocsin.alert.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.Problem.FieldError;

/// Checks what a subscriber writes, all of it at once.
public final class Drafts {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_URL = 2_000;
  private static final int HIGHEST_CEILING = 10_000;

  private final AddressGuard guard;
  private final KnownWords.Current words;

  public Drafts(AddressGuard guard, KnownWords.Current words) {
    this.guard = guard;
    this.words = words;
  }

  /// A subscription as it is sent.
  ///
  /// @param confirm whether a query that matches nearly everything is meant so
  public record Written(
      @Nullable String name,
      @Nullable String query,
      @Nullable Channel channel,
      @Nullable String schedule,
      @Nullable String timeZone,
      @Nullable Double minScore,
      @Nullable String story,
      @Nullable Boolean confirm,
      @Nullable Quiet quietHours,
      @Nullable Integer dailyCeiling) {}

  /// Quiet hours as they are sent, HH:MM each.
  public record Quiet(@Nullable String from, @Nullable String to) {}

  /// A channel as it is sent.
  public record Channel(@Nullable String type, @Nullable String url) {}

  /// @throws ProblemException 400 naming every field that is wrong; 422 where the query matches
  ///   nearly everything and that is not confirmed
  public SubscriptionStore.Draft check(@Nullable Written w) {
    if (w == null) {
      throw Problem.of(400, "Send a JSON object with 'name', 'query' and 'channel'.").exception();
    }
    List<FieldError> errors = new ArrayList<>();
    var name = w.name() == null ? "" : w.name().strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      errors.add(
          new FieldError(
              "name",
              "is missing, longer than "
                  + LONGEST_NAME
                  + " characters, or has control characters"));
    }
    var query = query("query", w.query(), errors);
    var channel = channel(w.channel(), errors);
    var schedule = Schedule.parse(w.schedule() == null ? "immediate" : w.schedule());
    if (schedule.isEmpty()) {
      errors.add(
          new FieldError(
              "schedule", "is not one of immediate, hourly, daily@HH:MM, weekly@DAY HH:MM"));
    }
    var zone = zone(w.timeZone(), errors);
    double minScore = w.minScore() == null ? 0 : w.minScore();
    if (!(minScore >= 0 && minScore <= 1)) {
      errors.add(new FieldError("minScore", "is not between 0 and 1"));
    }
    var story = w.story() == null ? "once" : w.story();
    if (!story.equals("once") && !story.equals("each")) {
      errors.add(new FieldError("story", "is neither 'once' nor 'each'"));
    }
    var quiet = quietHours(w.quietHours(), errors);
    var ceiling = w.dailyCeiling();
    if (ceiling != null && (ceiling < 1 || ceiling > HIGHEST_CEILING)) {
      errors.add(new FieldError("dailyCeiling", "is not between 1 and " + HIGHEST_CEILING));
    }
    if (!errors.isEmpty()) {
      throw Problem.fields(errors).exception();
    }
    if (query.isPresent()
        && Sense.matchesNearlyAll(query.get())
        && !Boolean.TRUE.equals(w.confirm())) {
      throw Problem.of(
              422,
              "query: '%s' matches nearly every article; name a theme, an actor, a language or a word, or send \"confirm\": true"
                  .formatted(QueryPrinter.print(query.get())))
          .exception();
    }
    return new SubscriptionStore.Draft(
        name,
        String.valueOf(w.query()).strip(),
        channel,
        schedule.orElseThrow(),
        zone,
        minScore,
        Subscription.Story.valueOf(story),
        quiet,
        ceiling);
  }

  /// The query of a subscription, a preview or a look into history.
  ///
  /// @param field as the caller wrote it
  /// @throws ProblemException 400 naming everything that is wrong with it
  public Query query(String field, String written) {
    List<FieldError> errors = new ArrayList<>();
    return query(field, written, errors).orElseThrow(() -> Problem.fields(errors).exception());
  }

  private Optional<Query> query(String field, @Nullable String written, List<FieldError> errors) {
    if (written == null || written.isBlank()) {
      errors.add(new FieldError(field, "is missing"));
      return Optional.empty();
    }
    try {
      var reading = QueryParser.read(written.strip());
      var known = words.get();
      if (known == null) {
        throw Problem.of(503, "The vocabulary is not known yet; try again in a moment.")
            .exception();
      }
      var unknown = known.unknown(reading);
      if (unknown.isEmpty()) {
        var never = Sense.whyNever(reading.query(), known);
        if (never.isEmpty()) {
          return Optional.of(reading.query());
        }
        errors.add(new FieldError(field, never.get()));
      }
      unknown.forEach(problem -> errors.add(new FieldError(field, problem)));
    } catch (QueryError e) {
      errors.add(new FieldError(field, String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private ChannelSpec channel(@Nullable Channel channel, List<FieldError> errors) {
    var type = channel == null || channel.type() == null ? "" : channel.type();
    var url = channel == null ? null : channel.url();
    switch (type) {
      case "webhook" -> {
        return webhook(url, errors);
      }
      case "email" -> {
        if (url != null) {
          errors.add(
              new FieldError(
                  "channel.url",
                  "belongs to a webhook; mails go to the address of the subscriber: leave it out"));
        }
      }
      default -> errors.add(new FieldError("channel.type", "is neither 'email' nor 'webhook'"));
    }
    return new ChannelSpec.Email();
  }

  private ChannelSpec webhook(@Nullable String written, List<FieldError> errors) {
    var url = written == null ? "" : written.strip();
    if (url.isEmpty()) {
      errors.add(new FieldError("channel.url", "is missing"));
    } else if (url.length() > LONGEST_URL) {
      errors.add(new FieldError("channel.url", "is longer than " + LONGEST_URL + " characters"));
    } else {
      try {
        var hook = new URI(url);
        guard.judge(hook).ifPresent(reason -> errors.add(new FieldError("channel.url", reason)));
        return new ChannelSpec.Webhook(hook);
      } catch (URISyntaxException e) {
        errors.add(new FieldError("channel.url", "is no URL: " + e.getReason()));
      }
    }
    return new ChannelSpec.Email();
  }

  private static @Nullable QuietHours quietHours(@Nullable Quiet written, List<FieldError> errors) {
    if (written == null) {
      return null;
    }
    var quiet = QuietHours.parse(String.valueOf(written.from()), String.valueOf(written.to()));
    if (quiet.isEmpty()) {
      errors.add(
          new FieldError(
              "quietHours", "needs 'from' and 'to', two different times such as 22:00 and 07:00"));
    }
    return quiet.orElse(null);
  }

  /// Offsets are no zones: they know of no summer time.
  private static ZoneId zone(@Nullable String written, List<FieldError> errors) {
    var zone = written == null || written.isBlank() ? "UTC" : written.strip();
    if (ZoneId.getAvailableZoneIds().contains(zone)) {
      return ZoneId.of(zone);
    }
    errors.add(
        new FieldError("timeZone", "is no time zone of the IANA database, such as Europe/Berlin"));
    return ZoneId.of("UTC");
  }
}
