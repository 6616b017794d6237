package tocsin.alert.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tocsin.alert.match.Features;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.match.Why;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.QueryPrinter;
import tocsin.events.Evidence;
import tocsin.events.TaggedArticle;

/// One of the things a query asks for all of, and how an article stands to it.
///
/// @param clause in canonical form
/// @param evidence what the article has of it, also where that is what it must not have
/// @param notes what the article has of it that does not count, and why
public record Clause(String clause, boolean holds, List<Ground> evidence, List<String> notes) {

  /// A part of the article that a clause speaks of.
  ///
  /// @param of the id of a theme or actor, or what was asked for
  /// @param field where the words stand: title, text, language, source, author
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ground(
      String of, String field, @Nullable Integer start, @Nullable Integer end, String text) {}

  public Clause {
    evidence = List.copyOf(evidence);
    notes = List.copyOf(notes);
  }

  /// The clauses of a query, in its order.
  ///
  /// @param minScore themes below it do not count
  static List<Clause> of(TaggedArticle article, Query query, double minScore, KnownWords words) {
    var inward = Query.inward(query);
    var parts = inward instanceof Query.And(var all) ? all : List.of(inward);
    var reading = new Reading(article, minScore, words);
    return parts.stream().map(reading::clause).toList();
  }

  /// One article, as clause after clause is asked of it.
  private static final class Reading {
    private final TaggedArticle article;
    private final double minScore;
    private final KnownWords words;
    private final Features features;
    private final Why.Teller teller;

    Reading(TaggedArticle article, double minScore, KnownWords words) {
      this.article = article;
      this.minScore = minScore;
      this.words = words;
      this.features = Features.of(article, words, Set.of());
      this.teller = new Why.Teller(article, words);
    }

    Clause clause(Query part) {
      List<Ground> evidence = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      for (var leaf : Query.leaves(part)) {
        evidence.addAll(grounds(leaf));
        if (leaf instanceof Query.Theme theme) {
          notes.addAll(notes(theme));
        }
      }
      return new Clause(
          QueryPrinter.print(part),
          holds(part),
          evidence.stream().distinct().toList(),
          notes.stream().distinct().toList());
    }

    /// By the very class that matches live.
    private boolean holds(Query part) {
      var index = new SubscriptionIndex();
      index.put(1, part, minScore);
      return index.match(article, words).length > 0;
    }

    private List<Ground> grounds(Leaf leaf) {
      return switch (leaf) {
        case Query.Theme theme -> {
          var ids = features.because(theme, minScore);
          yield article.themes().stream()
              .filter(tag -> ids.contains(tag.id()))
              .flatMap(tag -> spans(tag.id(), tag.evidence()))
              .toList();
        }
        case Query.Actor(var id) -> actors(id::equals);
        case Query.Kind(var id) -> actors(actor -> words.kindOf(actor).equals(id));
        case Query.Language language ->
            whole(features.match(language, 0), "language", article.language(), language);
        case Query.Source source ->
            whole(features.match(source, 0), "source", article.source(), source);
        case Query.Author author ->
            whole(
                features.match(author, 0), "author", String.join("; ", article.authors()), author);
        case Query.Phrase phrase ->
            spans(phrase.words(), teller.why(phrase, minScore).phrases()).toList();
      };
    }

    private List<Ground> actors(Predicate<String> meant) {
      return article.actors().stream()
          .filter(tag -> meant.test(tag.id()))
          .flatMap(tag -> spans(tag.id(), tag.evidence()))
          .toList();
    }

    private static Stream<Ground> spans(String of, List<Evidence> evidence) {
      return evidence.stream()
          .map(e -> new Ground(of, e.field().name(), e.start(), e.end(), e.text()));
    }

    private static List<Ground> whole(boolean has, String field, String value, Leaf leaf) {
      return has
          ? List.of(new Ground(QueryPrinter.print(leaf), field, null, null, value))
          : List.of();
    }

    private List<String> notes(Query.Theme asked) {
      List<String> notes = new ArrayList<>();
      for (var tag : article.themes()) {
        if (!tag.id().equals(asked.id()) && !words.groupOf(tag.id()).equals(asked.id())) {
          continue;
        }
        if (tag.score() < minScore) {
          notes.add(
              String.format(
                  Locale.ROOT,
                  "%s has the score %.2f, below %.2f",
                  tag.id(),
                  tag.score(),
                  minScore));
        } else if (!features.match(asked, minScore)) {
          notes.add(tag.id() + " is a secondary theme here, and asked for as primary");
        }
      }
      return notes;
    }
  }
}
