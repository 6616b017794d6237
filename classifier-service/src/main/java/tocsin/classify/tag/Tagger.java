package tocsin.classify.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tocsin.classify.actor.ActorTagger;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.Language;
import tocsin.classify.text.TaggableText;
import tocsin.classify.theme.ThemeTagger;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.events.ActorTag;
import tocsin.events.Span;
import tocsin.events.ThemeTag;

/// Title and text to language, themes and actors: a pure function of them and the vocabulary.
public final class Tagger {
  private static final int MOST_EVIDENCE = 5;

  /// Articles have hundreds of hits: a room for more than these was made for a giant one.
  private static final int MOST_ROOM = 4_096;

  private final Lexicon lexicon;
  private final ActorTagger actors;
  private final ThemeTagger themes;
  private final Vocabulary vocabulary;

  /* Held here and by no thread: a tagger that is no longer used goes with its lexicon. */
  private final Queue<Hits> rooms = new ConcurrentLinkedQueue<>();

  public Tagger(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.lexicon = vocabulary.lexicon();
    this.actors = new ActorTagger(lexicon);
    this.themes = new ThemeTagger(lexicon);
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// What was made of an article.
  public record Tags(String language, List<ThemeTag> themes, List<ActorTag> actors) {}

  /// @param furniture stretches of the text that the feed repeats
  public Tags tag(
      String title, String body, List<Span> furniture, @Nullable String declaredLanguage) {
    var language = Language.of(title, body, declaredLanguage);
    var text = new TaggableText(title, body, furniture);
    var idle = rooms.poll();
    var hits = (idle == null ? new Hits(lexicon) : idle).read(text, language);
    var named = actors.name(hits);
    var concepts = hits.concepts(named);
    var tags = new Tags(language, themes.tag(text, concepts), actorTags(hits, named));
    if (hits.room() <= MOST_ROOM) {
      hits.forget();
      rooms.add(hits);
    }
    return tags;
  }

  /// How often each concept, actor and kind stands in an article, 3 for more.
  public Map<String, Integer> concepts(
      String title, String body, @Nullable String declaredLanguage) {
    var hits =
        Hits.in(
            new TaggableText(title, body, List.of()),
            lexicon,
            Language.of(title, body, declaredLanguage));
    var concepts = hits.concepts(actors.name(hits));
    Map<String, Integer> times = new TreeMap<>();
    for (int referent = 0; referent < lexicon.referents(); referent++) {
      if (concepts.has(referent)) {
        times.put(lexicon.name(referent), concepts.times(referent));
      }
    }
    return times;
  }

  private List<ActorTag> actorTags(Hits hits, Map<Integer, List<Integer>> named) {
    List<ActorTag> tags = new ArrayList<>();
    named.forEach((actor, places) ->
        tags.add(
            new ActorTag(
                lexicon.name(actor),
                1.0,
                places.stream()
                    .limit(MOST_EVIDENCE)
                    .map(hit -> hits.evidence(hit, lexicon.name(actor)))
                    .toList())));
    return tags;
  }
}
