package tocsin.classify.theme;

import tocsin.classify.spot.Hits;

/// One place where a rule holds.
///
/// @param hits what makes it hold
/// @param near how close the sign of artificial intelligence stands, 1: inside the rule's window
/// @param sentence the first of those that are inside the window
record Firing(int[] hits, double near, int sentence) {
  /// Tells firings apart that rest on other stretches of the text.
  long places(Hits all) {
    long places = 0;
    for (int hit : hits) {
      long place = (long) all.sentence(hit) << 48 ^ (long) all.start(hit) << 20 ^ all.end(hit);
      long mixed = (place ^ place >>> 31) * 0xBF58476D1CE4E5B9L;
      places += (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
    }
    return places;
  }
}
