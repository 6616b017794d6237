package tocsin.classify.theme;

import java.util.Arrays;
import java.util.List;
import tocsin.classify.spot.Hits.Hit;

/// One place where a rule holds.
///
/// @param hits what makes it hold
/// @param near how close the sign of artificial intelligence stands, 1: inside the rule's window
/// @param sentence the first of those that are inside the window
record Firing(List<Hit> hits, double near, int sentence) {
  /// Tells firings apart that rest on other stretches of the text.
  long places() {
    var places = new long[hits.size()];
    for (int i = 0; i < places.length; i++) {
      var hit = hits.get(i);
      places[i] = (long) hit.sentence() << 48 ^ (long) hit.start() << 20 ^ hit.end();
    }
    Arrays.sort(places);
    long hash = 1;
    for (long place : places) {
      hash = hash * 0x9E3779B97F4A7C15L + place;
    }
    return hash;
  }
}
