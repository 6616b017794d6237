package tocsin.ingest.feed;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.Problem.FieldError;
import tocsin.ingest.feed.FeedResource.FeedRequest;

/// Reads what operators send about a feed; whatever is wrong is told field by field, all at once.
@Singleton
public final class FeedForm {
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_TITLE = 300;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private final AddressGuard guard;
  private final PollSettings settings;

  public FeedForm(AddressGuard guard, PollSettings settings) {
    this.guard = guard;
    this.settings = settings;
  }

  FeedCatalog.Registration registration(FeedRequest request) {
    List<FieldError> errors = new ArrayList<>();
    var url = FeedUrl.of(request.url() == null ? "" : request.url());
    objection(url).ifPresent(reason -> errors.add(new FieldError("url", reason)));
    var backlog = backlog(request.backlog(), errors);
    var change = change(request, errors);
    refuse(errors);
    return new FeedCatalog.Registration(
        url,
        empty(change.title()),
        empty(change.language()),
        change.pollEvery() == null ? null : change.pollEvery().orElse(null),
        backlog,
        change.headers() == null ? OwnHeaders.NONE : change.headers());
  }

  FeedCatalog.Change change(FeedRequest request) {
    List<FieldError> errors = new ArrayList<>();
    if (request.url() != null) {
      errors.add(new FieldError("url", "cannot be changed: register the new URL as a feed"));
    }
    if (request.backlog() != null) {
      errors.add(new FieldError("backlog", "matters only when a feed is registered"));
    }
    var change = change(request, errors);
    refuse(errors);
    return change;
  }

  /// Why a URL cannot be a feed's; empty where nothing written speaks against it.
  public Optional<String> objection(FeedUrl address) {
    var url = address.normal();
    if (url.isEmpty()) {
      return Optional.of("is missing");
    }
    if (url.length() > LONGEST_URL) {
      return Optional.of("is longer than " + LONGEST_URL + " characters");
    }
    if (CONTROL.matcher(url).find()) {
      return Optional.of("holds a control character or half of a surrogate pair");
    }
    try {
      return guard.judge(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.of("is no URL: " + e.getReason());
    }
  }

  /// Why a feed of a list cannot be registered.
  Optional<String> objection(FeedUrl url, Opml.Outline outline) {
    var title = outline.title();
    return objection(url)
        .or(() ->
            title == null ? Optional.empty() : objectionToTitle(title).map("its title "::concat));
  }

  /// What stands for a language in many lists, such as `unknown`, tells none.
  static FeedCatalog.Registration registration(FeedUrl url, Opml.Outline outline) {
    var language = outline.language();
    boolean told = language != null && LANGUAGE.matcher(language).matches();
    return new FeedCatalog.Registration(
        url, outline.title(), told ? language : null, null, Feed.Backlog.alert, OwnHeaders.NONE);
  }

  static Feed.@Nullable Status status(@Nullable String written) {
    if (written == null) {
      return null;
    }
    return Arrays.stream(Feed.Status.values())
        .filter(status -> status.word().equals(written))
        .findFirst()
        .orElseThrow(
            () -> Problem.field("status", "is none of new, active, failing, gone").exception());
  }

  private FeedCatalog.Change change(FeedRequest request, List<FieldError> errors) {
    return new FeedCatalog.Change(
        title(request.title(), errors),
        language(request.language(), errors),
        every(request.pollEvery(), errors),
        headers(request.headers(), errors));
  }

  private static @Nullable String title(@Nullable String written, List<FieldError> errors) {
    if (written == null) {
      return null;
    }
    objectionToTitle(written).ifPresent(reason -> errors.add(new FieldError("title", reason)));
    return written.strip();
  }

  private static Optional<String> objectionToTitle(String title) {
    return title.length() > LONGEST_TITLE || CONTROL.matcher(title).find()
        ? Optional.of(
            "is not up to "
                + LONGEST_TITLE
                + " characters without line breaks, U+0000 and other control characters")
        : Optional.empty();
  }

  private static @Nullable String language(@Nullable String written, List<FieldError> errors) {
    if (written == null) {
      return null;
    }
    var tag = written.strip();
    if (!tag.isEmpty() && !LANGUAGE.matcher(tag).matches()) {
      errors.add(new FieldError("language", "is no language tag (BCP 47), such as de or zh-Hant"));
    }
    return tag;
  }

  private @Nullable Optional<Duration> every(@Nullable String written, List<FieldError> errors) {
    if (written == null) {
      return null;
    }
    if (written.isBlank()) {
      return Optional.empty();
    }
    var every = PollEvery.parse(written);
    if (every.isEmpty()) {
      errors.add(new FieldError("pollEvery", "is no duration: write 15m, 2h, 1d or PT15M"));
    } else if (every.get().compareTo(settings.minInterval()) < 0) {
      errors.add(
          new FieldError(
              "pollEvery", "is below the shortest interval here, " + settings.minInterval()));
    } else if (every.get().compareTo(PollEvery.LONGEST) > 0) {
      errors.add(new FieldError("pollEvery", "is above the longest, " + PollEvery.LONGEST));
    }
    return every;
  }

  private static @Nullable OwnHeaders headers(
      @Nullable Map<String, String> written, List<FieldError> errors) {
    if (written == null) {
      return null;
    }
    var headers = new OwnHeaders(written);
    headers.objection().ifPresent(reason -> errors.add(new FieldError("headers", reason)));
    return headers;
  }

  private static Feed.Backlog backlog(@Nullable String written, List<FieldError> errors) {
    if (written == null || written.equals("alert")) {
      return Feed.Backlog.alert;
    }
    if (!written.equals("skip")) {
      errors.add(new FieldError("backlog", "is neither 'alert' nor 'skip'"));
    }
    return Feed.Backlog.skip;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problem.fields(errors).exception();
    }
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
