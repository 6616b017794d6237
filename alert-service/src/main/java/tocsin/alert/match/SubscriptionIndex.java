package tocsin.alert.match;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.events.TaggedArticle;

/// Which subscriptions an article matches. Safe for use by several threads; what one of them
/// changes holds for every article that is asked of afterwards.
///
/// A subscription is filed ([Filing]) under pairs of a theme and a name, of which a matching
/// article has at least one. The pairs of an article mark the places of subscriptions; where what
/// stands beside a place does not tell all, the compiled query is asked ([Check]).
public final class SubscriptionIndex {
  /*
   * Words are never looked for to be taken out. A subscription that was changed or removed is asked
   * its compiled query, or is no more, wherever its old words lead to it; once such are many, one
   * sweep takes out their words and files the changed ones anew.
   */
  private static final int FEW_STALE = 1_000;
  private static final int STALE_SHARE = 32;

  private final StampedLock lock = new StampedLock();
  private final Terms terms = new Terms();
  private final Slots slots = new Slots();
  private final Postings postings = new Postings();
  private final Checks checks = new Checks();
  private final Map<Long, @Nullable Filing> stale = new HashMap<>();
  private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
  private int live;
  private int refiled;

  /// What one match works with.
  private static final class Scratch {
    final Profile profile = new Profile();
    final Lookup lookup = new Lookup();
    final Postings.Bench bench = new Postings.Bench();
    final Slots.Marks marks = new Slots.Marks();
  }

  /// Files a subscription, in place of what was there under its key.
  ///
  /// @param key above 0
  /// @param minScore themes below it do not count
  public void put(long key, Query asks, double minScore) {
    var inward = Query.inward(asks);
    long stamp = lock.writeLock();
    try {
      terms.fade();
      int moving = slots.moving(key);
      if (moving >= 0) {
        postings.sweep(slot -> true, slot -> slot < moving ? slot : slot + 64);
      }
      int slot = slots.make(key);
      boolean known = slots.isLive(slot) || stale.containsKey(key);
      var filing = Filing.of(inward, minScore, terms, live);
      file(slot, filing);
      if (known || !filing.exact()) {
        checks.put(key, Check.of(inward, minScore, terms));
        slots.setChecked(slot, true);
      }
      if (known) {
        stale.put(key, filing);
        refiled++;
      }
      if (!slots.isLive(slot)) {
        slots.setLive(slot, true);
        live++;
      }
      sweepIfDue();
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void file(int slot, Filing filing) {
    for (int i = 0; i < filing.postings().length; i += 2) {
      long key = filing.postings()[i];
      int name = Postings.nameOf(key);
      terms.themes.file(Postings.themeOf(key));
      terms.names.file(name);
      postings.add(key, filing.postings()[i + 1], slot, Filing.splits(name, terms));
    }
  }

  /// Forgets a subscription; one that is not there is none to forget.
  public void remove(long key) {
    long stamp = lock.writeLock();
    try {
      int slot = slots.find(key);
      if (slot < 0 || !slots.isLive(slot)) {
        return;
      }
      slots.setLive(slot, false);
      slots.setChecked(slot, true);
      checks.remove(key);
      stale.put(key, null);
      live--;
      sweepIfDue();
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void sweepIfDue() {
    if (Math.max(refiled, stale.size()) > Math.max(FEW_STALE, live / STALE_SHARE)) {
      sweep();
    }
  }

  private void sweep() {
    var old = new BitSet();
    stale.keySet().forEach(key -> old.set(slots.find(key)));
    var filings = new HashMap<>(stale);
    stale.clear();
    refiled = 0;
    int[] moved = slots.shrink();
    postings.sweep(slot -> !old.get(slot), slot -> moved[slot >>> 6] << 6 | slot & 63);
    filings.forEach((key, filing) -> {
      if (filing != null) {
        int slot = slots.find(key);
        file(slot, filing);
        if (filing.exact()) {
          checks.remove(key);
          slots.setChecked(slot, false);
        }
      } else if (slots.find(key) >= 0) {
        slots.setChecked(slots.find(key), false);
      }
    });
    var usedThemes = new BitSet();
    var usedNames = new BitSet();
    postings.forEachKey(key -> {
      usedThemes.set(Postings.themeOf(key));
      usedNames.set(Postings.nameOf(key));
    });
    checks.forEach(check -> Check.mark(check, usedThemes, usedNames));
    terms.retain(usedThemes, usedNames);
  }

  public int size() {
    long stamp = lock.readLock();
    try {
      return live;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /// The keys of the subscriptions that the article matches, ascending.
  public long[] match(TaggedArticle article, KnownWords words) {
    var idle = scratches.poll();
    var scratch = idle == null ? new Scratch() : idle;
    long stamp = readLock();
    try {
      scratch.profile.read(article, words, terms);
      slots.cover(scratch.marks);
      mark(scratch);
      var found =
          slots.collect(
              scratch.marks,
              key -> {
                var check = checks.get(key);
                return check != null && Check.holds(check, scratch.profile);
              });
      scratches.add(scratch);
      return found;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /// With all phrases compiled.
  private long readLock() {
    while (true) {
      long stamp = lock.readLock();
      if (terms.phrases.isCompiled()) {
        return stamp;
      }
      lock.unlockRead(stamp);
      long write = lock.writeLock();
      try {
        terms.phrases.compile();
      } finally {
        lock.unlockWrite(write);
      }
    }
  }

  private void mark(Scratch scratch) {
    var profile = scratch.profile;
    var lookup = scratch.lookup;
    lookup.clear();
    for (int j = 0; j < profile.names; j++) {
      int name = profile.name[j];
      boolean split = Filing.splits(name, terms);
      for (int i = 0; i < profile.themes; i++) {
        long key = Postings.key(profile.theme[i], name);
        int level = profile.level[i];
        Postings.ask(key, split, level, profile.primaryLevel[i], profile.facts, lookup);
      }
    }
    postings.mark(lookup, profile.facts, scratch.bench, scratch.marks);
  }

  /// One query as a test of articles, by the same classes as live matching.
  public static Predicate<TaggedArticle> predicate(Query query, KnownWords words) {
    var alone = new SubscriptionIndex();
    alone.put(1, query, 0);
    return article -> alone.match(article, words).length > 0;
  }
}
