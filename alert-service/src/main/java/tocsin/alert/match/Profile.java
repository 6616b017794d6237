package tocsin.alert.match;

import java.util.Arrays;
import java.util.Locale;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;

/// What an article has of the terms of an index. Made once, filled for one article after the other.
///
/// Place 0 of the themes stands for whatever themes there are, and is always held; so is place 0 of
/// the names.
final class Profile {
  private static final int LONGEST_NAME = 12;

  int themes;
  int[] theme = new int[16];

  /// the best score as any theme, and as a primary one, in hundredths, rounded down
  int[] level = new int[16];

  int[] primaryLevel = new int[16];
  private double[] score = new double[16];
  private double[] primaryScore = new double[16];

  int names;
  int[] name = new int[32];

  final Facts facts = new Facts();

  /// Reads an article.
  void read(TaggedArticle article, KnownWords words, Terms terms) {
    themes = 0;
    names = 0;
    add(0, 1, 1);
    name[names++] = 0;
    facts.clear();
    terms.sightArticle();
    for (var tag : article.themes()) {
      double primary = tag.grade() == Grade.primary ? tag.score() : -1;
      add(terms.themes.find(Sort.theme, tag.id()), tag.score(), primary);
      add(terms.themes.find(Sort.theme, words.groupOf(tag.id())), tag.score(), primary);
    }
    for (var tag : article.actors()) {
      add(terms.names.find(Sort.actor, tag.id()));
      add(terms.names.find(Sort.kind, words.kindOf(tag.id())));
    }
    source(article, terms);
    language(article.language().toLowerCase(Locale.ROOT), terms);
    for (var author : article.authors()) {
      author(Query.words(author), terms);
    }
    terms.phrases.find(article.title(), this::add);
    terms.phrases.find(article.text(), this::add);
    Arrays.sort(name, 0, names);
    for (int i = 1; i < names; i++) {
      terms.names.sight(name[i]);
      facts.also(name[i]);
    }
    for (int i = 1; i < themes; i++) {
      terms.themes.sight(theme[i]);
      int without = terms.without(theme[i]);
      if (without > 0) {
        facts.without[without] = level[i];
      }
    }
  }

  /// @param primary below 0 where it is none
  private void add(int number, double any, double primary) {
    if (number == 0 && themes > 0) {
      return;
    }
    int at = 0;
    while (at < themes && theme[at] != number) {
      at++;
    }
    if (at == theme.length) {
      theme = Arrays.copyOf(theme, at * 2);
      level = Arrays.copyOf(level, at * 2);
      primaryLevel = Arrays.copyOf(primaryLevel, at * 2);
      score = Arrays.copyOf(score, at * 2);
      primaryScore = Arrays.copyOf(primaryScore, at * 2);
    }
    if (at == themes) {
      themes++;
      theme[at] = number;
      score[at] = any;
      primaryScore[at] = primary;
    } else {
      score[at] = Math.max(score[at], any);
      primaryScore[at] = Math.max(primaryScore[at], primary);
    }
    level[at] = level(score[at]);
    primaryLevel[at] = primaryScore[at] < 0 ? -1 : level(primaryScore[at]);
  }

  /// The greatest number of hundredths that is not above the score.
  static int level(double score) {
    int level = (int) (score * 100);
    while (level < 100 && (level + 1) / 100.0 <= score) {
      level++;
    }
    while (level > 0 && level / 100.0 > score) {
      level--;
    }
    return level;
  }

  private void add(int number) {
    if (number == 0) {
      return;
    }
    for (int i = 1; i < names; i++) {
      if (name[i] == number) {
        return;
      }
    }
    if (names == name.length) {
      name = Arrays.copyOf(name, names * 2);
    }
    name[names++] = number;
  }

  private void source(TaggedArticle article, Terms terms) {
    add(terms.names.find(Sort.source, article.feedId()));
    var host = article.source();
    while (!host.isEmpty()) {
      add(terms.names.find(Sort.source, host));
      int dot = host.indexOf('.');
      host = dot < 0 ? "" : host.substring(dot + 1);
    }
  }

  private void language(String tag, Terms terms) {
    for (int end = tag.length(); end > 0; end = tag.lastIndexOf('-', end - 1)) {
      var wider = tag.substring(0, end);
      add(terms.names.find(Sort.language, wider));
      int bit = terms.languageBit(wider);
      if (bit >= 0) {
        facts.languages |= Postings.language(bit);
      }
    }
  }

  /// Every run of words in an author's name may be what is asked for.
  private void author(String words, Terms terms) {
    var parts = words.split(" ");
    for (int from = 0; from < parts.length; from++) {
      var run = new StringBuilder();
      for (int to = from; to < Math.min(parts.length, from + LONGEST_NAME); to++) {
        run.append(to == from ? "" : " ").append(parts[to]);
        add(terms.names.find(Sort.author, run.toString()));
      }
    }
  }

  /// Whether the article has the term, as a theme at least with the score.
  boolean has(int term, double minScore) {
    int number = term & Terms.NUMBER;
    if (!Terms.isTheme(term)) {
      return Arrays.binarySearch(name, 0, names, number) > 0;
    }
    for (int i = 1; i < themes; i++) {
      if (theme[i] == number) {
        return ((term & Terms.PRIMARY) == 0 ? score[i] : primaryScore[i]) >= minScore;
      }
    }
    return false;
  }
}
