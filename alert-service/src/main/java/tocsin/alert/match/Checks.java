package tocsin.alert.match;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The compiled queries ([Check]) of those subscriptions whose words do not tell all, by key.
final class Checks {
  private static final double FULLEST = 0.7;

  private long[] keys = new long[16];
  private int[] @Nullable [] checks = new int[16][];
  private int size;

  /// Null where there is none.
  int @Nullable [] get(long key) {
    return checks[place(key)];
  }

  void put(long key, int[] check) {
    int place = place(key);
    if (checks[place] == null && ++size > keys.length * FULLEST) {
      resize();
      place = place(key);
    }
    keys[place] = key;
    checks[place] = check;
  }

  void remove(long key) {
    int place = place(key);
    if (checks[place] == null) {
      return;
    }
    checks[place] = null;
    size--;
    for (int next = place + 1 & keys.length - 1;
        checks[next] != null;
        next = next + 1 & keys.length - 1) {
      var moved = checks[next];
      checks[next] = null;
      int to = place(keys[next]);
      keys[to] = keys[next];
      checks[to] = moved;
    }
  }

  void forEach(Consumer<int[]> use) {
    Arrays.stream(checks).filter(check -> check != null).forEach(use);
  }

  private void resize() {
    var oldKeys = keys;
    var old = checks;
    keys = new long[oldKeys.length * 2];
    checks = new int[keys.length][];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        checks[place] = old[i];
      }
    }
  }

  private int place(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int place = (int) (hash >>> 40) & keys.length - 1;
    while (checks[place] != null && keys[place] != key) {
      place = place + 1 & keys.length - 1;
    }
    return place;
  }
}
