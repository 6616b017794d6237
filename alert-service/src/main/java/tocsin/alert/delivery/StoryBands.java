package tocsin.alert.delivery;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What articles that say nearly the same have in common: locality-sensitive hashing of the
/// fingerprint in sixteen bands of four components. Two texts that share two thirds of their
/// shingles share a band with a probability of 0.97, unrelated ones never in practice.
final class StoryBands {
  private static final int BANDS = 16;
  private static final int COMPONENTS = 64;

  /// Texts that share less of their shingles are different stories: an alert too many is better
  /// than one too few.
  static final double SAME = 0.5;

  private StoryBands() {}

  /// @param fingerprint 64 components of 8 bits in base64; anything else has no bands
  static List<Integer> of(String fingerprint) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(fingerprint);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    if (bytes.length != COMPONENTS) {
      return List.of();
    }
    int width = COMPONENTS / BANDS;
    List<Integer> bands = new ArrayList<>();
    for (int band = 0; band < BANDS; band++) {
      int hash = band + 1;
      for (int i = 0; i < width; i++) {
        hash = hash * 0x01000193 ^ (bytes[band * width + i] & 0xFF);
        hash = Integer.rotateLeft(hash, 7);
      }
      bands.add(hash);
    }
    return bands;
  }
}
