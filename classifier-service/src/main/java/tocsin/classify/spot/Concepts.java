package tocsin.classify.spot;

import java.util.Arrays;
import tocsin.classify.spot.Hits.Hit;

/// What an article speaks of, concepts, actors and kinds of actors, each with its places in the
/// order of the text.
public final class Concepts {
  private static final int NONE = -1;

  /* A linked list for each referent through one array of hits. */
  private final int[] first;
  private final int[] last;
  private Hit[] hits = new Hit[64];
  private int[] next = new int[64];
  private int size;

  public Concepts(int referents) {
    first = new int[referents];
    last = new int[referents];
    Arrays.fill(first, NONE);
  }

  /// Of places of one referent that overlap the longer stays. Places of a field are added from left
  /// to right.
  public void add(int referent, Hit hit) {
    if (first[referent] == NONE) {
      first[referent] = append(hit);
      last[referent] = first[referent];
      return;
    }
    int before = last[referent];
    if (hits[before].field() == hit.field() && hit.start() < hits[before].end()) {
      if (hit.length() > hits[before].length()) {
        hits[before] = hit;
      }
      return;
    }
    int at = append(hit);
    next[before] = at;
    last[referent] = at;
  }

  private int append(Hit hit) {
    if (size == hits.length) {
      hits = Arrays.copyOf(hits, size * 2);
      next = Arrays.copyOf(next, size * 2);
    }
    hits[size] = hit;
    next[size] = NONE;
    return size++;
  }

  public boolean has(int referent) {
    return first[referent] != NONE;
  }

  /// The number of a referent's first place; negative where it has none.
  public int first(int referent) {
    return first[referent];
  }

  /// The number of the next place of the same referent; negative where there is none.
  public int next(int place) {
    return next[place];
  }

  public Hit hit(int place) {
    return hits[place];
  }
}
