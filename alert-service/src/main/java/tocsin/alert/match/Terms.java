package tocsin.alert.match;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.Leaf;

/// The words that the subscriptions of an index speak of, as numbers.
///
/// A term is an int: the number of a theme, or of what is no theme, with flags. Themes and groups
/// count for themselves; all else shares one count.
final class Terms {
  static final int THEME = 1 << 30;
  static final int PRIMARY = 1 << 29;
  static final int NUMBER = (1 << 28) - 1;

  private static final int ENOUGH_ARTICLES = 1_000;
  private static final int MANY_ARTICLES = 100_000;

  final Names themes = new Names();
  final Names names = new Names();
  final Phrases phrases = new Phrases();
  private final Map<String, Integer> languages = new HashMap<>();
  private final Map<Integer, Integer> without = new HashMap<>();
  private int articles;

  int term(Leaf leaf) {
    return switch (leaf) {
      case Query.Theme(var id, boolean primary) ->
          THEME | (primary ? PRIMARY : 0) | themes.intern(Sort.theme, id);
      case Query.Actor(var id) -> names.intern(Sort.actor, id);
      case Query.Kind(var id) -> names.intern(Sort.kind, id);
      case Query.Language(var tag) -> language(tag.toLowerCase(Locale.ROOT));
      case Query.Source(var name) -> names.intern(Sort.source, name);
      case Query.Author(var name) -> names.intern(Sort.author, Query.words(name));
      case Query.Phrase phrase -> phrase(phrase.folded());
    };
  }

  private int phrase(String folded) {
    int number = names.find(Sort.phrase, folded);
    if (number == 0) {
      number = names.intern(Sort.phrase, folded);
      phrases.add(folded, number);
    }
    return number;
  }

  private int language(String tag) {
    if (languages.size() < Postings.MOST_LANGUAGES) {
      languages.putIfAbsent(tag, languages.size());
    }
    return names.intern(Sort.language, tag);
  }

  static boolean isTheme(int term) {
    return (term & THEME) != 0;
  }

  boolean isLanguage(int term) {
    return !isTheme(term) && names.sort(term) == Sort.language;
  }

  /// The bit of a language; -1 where there are more languages than bits.
  int languageBit(String tag) {
    return languages.getOrDefault(tag, -1);
  }

  int languageBit(int term) {
    return languageBit(names.word(term));
  }

  /// The number that words know a theme by that must not be there; 0 where there are too many.
  int makeWithout(int theme) {
    if (without.size() < Postings.MOST_WITHOUT) {
      without.putIfAbsent(theme, without.size() + 1);
    }
    return without(theme);
  }

  int without(int theme) {
    return without.getOrDefault(theme, 0);
  }

  void sightArticle() {
    articles++;
  }

  /// Lets what was seen long ago count less; not while articles are read.
  void fade() {
    if (articles > MANY_ARTICLES) {
      articles >>= 1;
      themes.fade();
      names.fade();
    }
  }

  /// Gives up the words that nothing uses any more.
  void retain(BitSet usedThemes, BitSet usedNames) {
    without.keySet().forEach(usedThemes::set);
    themes.retain(usedThemes);
    names.retain(usedNames);
    phrases.retain(usedNames);
  }

  /// In what share of the articles to expect the term: as seen lately; before enough were seen, the
  /// more subscriptions name an actor the more.
  ///
  /// @param subscriptions how many there are
  double share(int term, int subscriptions) {
    var of = isTheme(term) ? themes : names;
    int number = term & NUMBER;
    double expected =
        Math.max(of.sort(number).expected, of.filed(number) / (subscriptions + 1_000.0));
    return (of.sightings(number) + expected * ENOUGH_ARTICLES) / (articles + ENOUGH_ARTICLES);
  }
}
