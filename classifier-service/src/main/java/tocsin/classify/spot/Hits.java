package tocsin.classify.spot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Lexicon.CompiledPair;
import tocsin.classify.vocabulary.Lexicon.Role;
import tocsin.events.Evidence;
import tocsin.events.Evidence.Field;
import tocsin.text.Spotter;

/// What the spotter found in an article outside its furniture, before anyone decided what it means:
/// forms in their places, each under a number.
public final class Hits {
  /// Of one thing no more than its first places count; real articles have fewer.
  private static final int MOST_OF_ONE = 400;

  private static final int MOST = 20_000;

  private static final TaggableText NOTHING = new TaggableText("", "", List.of());

  private final Lexicon lexicon;
  private final Present present;
  private final Concepts concepts;
  private TaggableText text = NOTHING;

  /* One array for each property: an article has hundreds, and most are only looked at. */
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] tokens = new int[256];
  private int[] sentences = new int[256];
  private int[] targets = new int[256];
  private int[] referents = new int[256];
  private Role[] roles = new Role[256];
  private int size;

  /// those that mean something else than the concept inside them
  private int[] notThis = new int[8];

  private int notThisCount;

  /// the concepts inside them, one bit for each sixty-fourth of all referents
  private long notThisReferents;

  /// how many of each referent there are, by its number in the article
  private int[] counts = new int[128];

  /// Those of no article yet.
  public Hits(Lexicon lexicon) {
    this.lexicon = lexicon;
    present = new Present(lexicon.referents());
    concepts = new Concepts(present, this);
  }

  /// @param language forms of other languages that count only there are left out
  public static Hits in(TaggableText text, Lexicon lexicon, String language) {
    return new Hits(lexicon).read(text, language);
  }

  /// Finds those of an article, in the room of those of the article before.
  public Hits read(TaggableText text, String language) {
    this.text = text;
    concepts.clear();
    Arrays.fill(counts, 0, Math.min(present.size(), counts.length), 0);
    present.clear();
    size = 0;
    notThisCount = 0;
    notThisReferents = 0;
    var spotter = lexicon.spotter(language);
    var collector = new Collector();
    collector.field = Field.title;
    spotter.spot(text.of(Field.title), collector);
    collector.field = Field.text;
    spotter.spot(text.of(Field.text), collector);
    return this;
  }

  /// Takes what is found, field by field, each from left to right.
  private final class Collector implements Spotter.Sink {
    private Field field = Field.title;
    private int sentence;

    @Override
    public void found(int start, int end, int token, int target) {
      sentence = field == Field.title ? 0 : text.sentence(start, sentence);
      if (text.isFurniture(sentence, start)
          || size >= MOST
          || count(lexicon.referentOf(target)) > MOST_OF_ONE) {
        return;
      }
      int hit = add(start, end, token, sentence, target);
      if (lexicon.roleOf(target) == Role.NOT_THIS) {
        addNotThis(hit);
      }
    }

    private int count(int referent) {
      int number = present.add(referent);
      if (number == counts.length) {
        counts = Arrays.copyOf(counts, number * 2);
      }
      return ++counts[number];
    }
  }

  private int add(int start, int end, int token, int sentence, int target) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      tokens = Arrays.copyOf(tokens, size * 2);
      sentences = Arrays.copyOf(sentences, size * 2);
      targets = Arrays.copyOf(targets, size * 2);
      referents = Arrays.copyOf(referents, size * 2);
      roles = Arrays.copyOf(roles, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    tokens[size] = token;
    sentences[size] = sentence;
    targets[size] = target;
    referents[size] = lexicon.referentOf(target);
    roles[size] = lexicon.roleOf(target);
    return size++;
  }

  private void addNotThis(int hit) {
    if (notThisCount == notThis.length) {
      notThis = Arrays.copyOf(notThis, notThisCount * 2);
    }
    notThis[notThisCount++] = hit;
    notThisReferents |= 1L << referent(hit);
  }

  /// Lets go of the article; those of another one may be read.
  public void forget() {
    text = NOTHING;
  }

  /// For how many there is room.
  public int room() {
    return starts.length;
  }

  public int size() {
    return size;
  }

  public int start(int hit) {
    return starts[hit];
  }

  public int end(int hit) {
    return ends[hit];
  }

  /// The number of its first token in its field.
  public int token(int hit) {
    return tokens[hit];
  }

  /// 0 in the title.
  public int sentence(int hit) {
    return sentences[hit];
  }

  public int length(int hit) {
    return ends[hit] - starts[hit];
  }

  public Role role(int hit) {
    return roles[hit];
  }

  public int referent(int hit) {
    return referents[hit];
  }

  /// Which of its actor's contextual entries it belongs to.
  public int context(int hit) {
    return lexicon.contextOf(targets[hit]);
  }

  public Field field(int hit) {
    return sentences[hit] == 0 ? Field.title : Field.text;
  }

  public boolean inSameField(int one, int other) {
    return sentences[one] == 0 == (sentences[other] == 0);
  }

  public boolean overlap(int one, int other) {
    return starts[one] < ends[other] && starts[other] < ends[one] && inSameField(one, other);
  }

  public boolean sameSpan(int one, int other) {
    return starts[one] == starts[other] && ends[one] == ends[other] && inSameField(one, other);
  }

  public Evidence evidence(int hit, String concept) {
    var field = field(hit);
    var words = text.of(field).substring(starts[hit], ends[hit]);
    return new Evidence(field, starts[hit], ends[hit], words, concept);
  }

  public Evidence evidence(int hit) {
    return evidence(hit, lexicon.name(referent(hit)));
  }

  /// Compares two in the order of the text; of those that begin alike what was found first.
  public int inOrder(int one, int other) {
    return inSameField(one, other)
        ? Integer.compare(starts[one], starts[other])
        : field(one).compareTo(field(other));
  }

  /// What the article speaks of, until another one is read.
  ///
  /// @param named where each actor is named, by referent, in the order of the text
  public Concepts concepts(Map<Integer, List<Integer>> named) {
    concepts.clear();
    List<Integer> paired = new ArrayList<>();
    for (int hit = 0; hit < size; hit++) {
      if (role(hit) == Role.CONCEPT && !meansElse(hit)) {
        if (lexicon.isPaired(referent(hit))) {
          paired.add(hit);
        } else {
          concepts.add(referent(hit), hit);
        }
      }
    }
    lexicon.pairs().forEach((referent, pairs) -> pairs(referent, pairs, paired, concepts));
    named.forEach((actor, hits) -> {
      int kind = lexicon.kindOf(actor);
      for (int hit : hits) {
        concepts.add(actor, hit);
        if (kind >= 0) {
          concepts.add(kind, hit);
        }
      }
    });
    return concepts;
  }

  /// Adds the forms of a concept and the stretches of the text that its pairs stand in.
  ///
  /// @param paired the forms of all concepts that have pairs
  private void pairs(
      int referent, List<CompiledPair> pairs, List<Integer> paired, Concepts concepts) {
    int found = size;
    for (var pair : pairs) {
      for (int a = concepts.first(pair.one()); a >= 0; a = concepts.next(a)) {
        for (int b = concepts.first(pair.other()); b >= 0; b = concepts.next(b)) {
          pair(pair, concepts.hit(a), concepts.hit(b));
        }
      }
    }
    if (size == found && present.number(referent) < 0) {
      return;
    }
    List<Integer> places = new ArrayList<>();
    for (int hit : paired) {
      if (referent(hit) == referent) {
        places.add(hit);
      }
    }
    if (size > found) {
      for (int hit = found; hit < size; hit++) {
        places.add(hit);
      }
      places.sort(this::inOrder);
    }
    places.forEach(hit -> concepts.add(referent, hit));
  }

  private void pair(CompiledPair pair, int one, int other) {
    if (sentences[one] == sentences[other]
        && Math.abs(tokens[one] - tokens[other]) <= pair.within()
        && !overlap(one, other)) {
      add(
          Math.min(starts[one], starts[other]),
          Math.max(ends[one], ends[other]),
          Math.min(tokens[one], tokens[other]),
          sentences[one],
          pair.target());
    }
  }

  private boolean meansElse(int concept) {
    if ((notThisReferents >>> referent(concept) & 1) == 0) {
      return false;
    }
    for (int i = 0; i < notThisCount; i++) {
      int hit = notThis[i];
      if (referent(hit) == referent(concept)
          && starts[hit] <= starts[concept]
          && ends[hit] >= ends[concept]
          && inSameField(hit, concept)) {
        return true;
      }
    }
    return false;
  }
}
