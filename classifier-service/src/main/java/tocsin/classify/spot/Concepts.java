package tocsin.classify.spot;

import java.util.Arrays;

/// What an article speaks of, concepts, actors and kinds of actors, each with its places in the
/// order of the text.
public final class Concepts {
  private static final int NONE = -1;
  private static final int LAST_BIT = 63;
  private static final int MOST_TIMES = 3;

  /* A linked list for each referent, by its number in the article and 1, through one array of hits;
   * 0 is the end. What the article has not is number 0, which has none. */
  private final Hits all;
  private final Present present;
  private int[] first = new int[128];
  private int[] last = new int[128];
  private long[] sentences = new long[128];
  private int[] hits = new int[256];
  private int[] next = new int[256];
  private int size;

  Concepts(Present present, Hits all) {
    this.all = all;
    this.present = present;
  }

  /// Forgets what the article spoke of, and has room for each that it has.
  void clear() {
    room(present.size());
    Arrays.fill(first, 0, present.size() + 1, 0);
    Arrays.fill(sentences, 0, present.size() + 1, 0);
    size = 0;
  }

  /// Of places of one referent that overlap the longer stays. Places of a field are added from left
  /// to right.
  void add(int referent, int hit) {
    int number = present.add(referent) + 1;
    room(number);
    if (first[number] == 0) {
      first[number] = append(hit);
      last[number] = first[number];
    } else {
      int before = last[number];
      int other = hits[before - 1];
      if (all.inSameField(other, hit) && all.start(hit) < all.end(other)) {
        if (all.length(hit) > all.length(other)) {
          hits[before - 1] = hit;
        }
      } else {
        last[number] = append(hit);
        next[before - 1] = last[number];
      }
    }
    sentences[number] |= bit(all.sentence(hit));
  }

  private void room(int referents) {
    if (referents >= first.length) {
      first = Arrays.copyOf(first, referents * 2);
      last = Arrays.copyOf(last, referents * 2);
      sentences = Arrays.copyOf(sentences, referents * 2);
    }
  }

  private int append(int hit) {
    if (size == hits.length) {
      hits = Arrays.copyOf(hits, size * 2);
      next = Arrays.copyOf(next, size * 2);
    }
    hits[size] = hit;
    next[size] = 0;
    return ++size;
  }

  /// How often an article speaks of it, 3 for more.
  public int times(int referent) {
    int times = 0;
    for (int at = first(referent); at >= 0 && times < MOST_TIMES; at = next(at)) {
      times++;
    }
    return times;
  }

  public Hits hits() {
    return all;
  }

  public boolean has(int referent) {
    return first(referent) >= 0;
  }

  /// How many different referents may have places.
  public int referents() {
    return present.size();
  }

  /// One of them, by its number from 0 on.
  public int referent(int number) {
    return present.referent(number);
  }

  /// The sentences that a referent stands in, one bit each; those of a long text share the last.
  public long sentences(int referent) {
    return sentences[present.behind(referent)];
  }

  /// A sentence's bit in [#sentences].
  public static long bit(int sentence) {
    return 1L << Math.min(sentence, LAST_BIT);
  }

  /// The number of a referent's first place; negative where it has none.
  public int first(int referent) {
    return first[present.behind(referent)] + NONE;
  }

  /// The number of the next place of the same referent; negative where there is none.
  public int next(int place) {
    return next[place] + NONE;
  }

  /// The hit that stands there.
  public int hit(int place) {
    return hits[place];
  }
}
