package tocsin.bench.classify;

import java.lang.ref.Reference;
import tocsin.text.Spotter;

/// How long a spotter of many names takes to build and what it keeps.
///
/// @param bytesPerAlias what stays on the heap
record Size(int aliases, double buildSeconds, double bytesPerAlias) {
  static Size of(int aliases) {
    var names = Aliases.of(aliases);
    long before = used();
    long start = System.nanoTime();
    Spotter spotter = Spotting.spotter(names);
    double seconds = (System.nanoTime() - start) / 1e9;
    long after = used();
    Reference.reachabilityFence(names);
    Reference.reachabilityFence(spotter);
    return new Size(aliases, seconds, (after - before) / (double) aliases);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
