package tocsin.classify.theme;

import java.util.Arrays;
import tocsin.classify.spot.Hits;

/// One place where a rule holds.
///
/// @param hits what makes it hold
/// @param near how close the sign of artificial intelligence stands, 1: inside the rule's window
/// @param sentence the first of those that are inside the window
record Firing(int[] hits, double near, int sentence) {
  /// Tells firings apart that rest on other stretches of the text.
  long places(Hits all) {
    var places = new long[hits.length];
    for (int i = 0; i < places.length; i++) {
      int hit = hits[i];
      places[i] = (long) all.sentence(hit) << 48 ^ (long) all.start(hit) << 20 ^ all.end(hit);
    }
    Arrays.sort(places);
    long hash = 1;
    for (long place : places) {
      hash = hash * 0x9E3779B97F4A7C15L + place;
    }
    return hash;
  }
}
