package tocsin.bench.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.bench.News;
import tocsin.bench.Wish;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;
import tocsin.events.VocabularyEntry;
import tocsin.text.Fingerprint;

/// Articles and who asks for them: the subscriptions of the matching benchmark, each for one of so
/// many sources that an article is asked for by three of a hundred thousand.
final class Workload {
  static final String VERSION = "v1";

  private static final int SOURCES = 227;
  private static final int WORDS = 170;
  private static final int NAMED_ACTORS = 1_000;
  private static final int FACTOR = 1_000_000;

  private final SubscriptionIndex index = new SubscriptionIndex();
  private final KnownWords words = new KnownWords(VERSION, vocabulary());

  Workload(int subscriptions) {
    for (int n = 0; n < subscriptions; n++) {
      index.put(n, query(n), Wish.of(n).minScore());
    }
  }

  /// An article and a subscription as one number.
  static long pair(long article, long subscription) {
    return article * FACTOR + subscription;
  }

  static long articleOf(long pair) {
    return pair / FACTOR;
  }

  /// The same of a webhook's body.
  static long pair(String body) {
    return pair(number(body, "\"articleId\":\"article-"), number(body, "\"subscriptionId\":\"s"));
  }

  private static long number(String body, String before) {
    int start = body.indexOf(before) + before.length();
    return Long.parseLong(body.substring(start, body.indexOf('"', start)));
  }

  static Query query(int subscription) {
    return Query.all(
        List.of(Wish.of(subscription).query(), new Query.Source(source(subscription))));
  }

  /// The subscriptions that ask for an article.
  long[] wanted(TaggedArticle article) {
    return index.match(article, words);
  }

  private static String source(int number) {
    return "press-" + number % SOURCES + ".example";
  }

  static List<VocabularyEntry> vocabulary() {
    List<VocabularyEntry> entries = new ArrayList<>();
    for (int t = 0; t < Wish.THEMES; t++) {
      entries.add(entry(Wish.theme(t), VocabularyEntry.Type.theme, "group", null, null));
    }
    for (int a = 0; a < NAMED_ACTORS; a++) {
      entries.add(entry(Wish.actor(a), VocabularyEntry.Type.actor, null, "state", null));
    }
    entries.add(
        entry(
            VocabularyEntry.VERSION,
            VocabularyEntry.Type.version,
            null,
            null,
            Wish.THEMES + NAMED_ACTORS));
    return entries;
  }

  private static VocabularyEntry entry(
      String id,
      VocabularyEntry.Type type,
      @Nullable String group,
      @Nullable String kind,
      @Nullable Integer count) {
    return new VocabularyEntry(id, type, group, kind, Map.of("en", id), VERSION, count);
  }

  static TaggedArticle article(int number, Instant now) {
    return article(number, source(number), now);
  }

  /// An article of about 1.2 kB that no other is like, every tag with the words it rests on.
  static TaggedArticle article(int number, String source, Instant now) {
    var tags = News.of(number).article();
    var random = new SplittableRandom(number);
    List<String> names = new ArrayList<>();
    tags.themes().forEach(t -> names.add(t.id()));
    tags.actors().forEach(a -> names.add(a.id()));
    var text = new StringBuilder();
    for (int w = 0; w < WORDS; w++) {
      text.append(w == 0 ? "" : w % 17 == 0 ? ". " : " ").append(word(random));
      if (w % 15 == 7 && w / 15 < names.size()) {
        text.append(' ').append(names.get(w / 15));
      }
    }
    var whole = text.append('.').toString();
    return new TaggedArticle(
        "article-" + number,
        "feed-" + number % SOURCES,
        "The press",
        "https://" + source + "/" + number,
        "What " + names.getFirst() + " means for " + names.getLast() + ", no. " + number,
        whole,
        tags.language(),
        List.of(),
        List.of(),
        now,
        null,
        now,
        1,
        false,
        false,
        tags.themes().stream()
            .map(t -> new ThemeTag(t.id(), t.grade(), t.score(), evidence(whole, t.id())))
            .toList(),
        tags.actors().stream()
            .map(a -> new ActorTag(a.id(), a.score(), evidence(whole, a.id())))
            .toList(),
        Fingerprint.of(whole).orElse(null),
        VERSION,
        now);
  }

  private static String word(SplittableRandom random) {
    var word = new StringBuilder();
    for (int s = 1 + random.nextInt(3); s >= 0; s--) {
      word.append("bdfglmnprst".charAt(random.nextInt(11)))
          .append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  private static List<Evidence> evidence(String text, String name) {
    int start = text.indexOf(name);
    return start < 0
        ? List.of()
        : List.of(new Evidence(Evidence.Field.text, start, start + name.length(), name, name));
  }
}
