package tocsin.text;

import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;

/// What near-duplicates have in common: SuperMinHash (Ertl 2017) of the text's shingles of three
/// folded tokens, 64 components of 8 bits.
public final class Fingerprint {
  /// Fewer different shingles than this say nothing about a text.
  public static final int FEWEST_SHINGLES = 5;

  private static final SimilarityHashPolicy POLICY = SimilarityHashing.superMinHash(64, 8);

  private Fingerprint() {}

  /// @return 64 bytes in base64; empty where the text is too short
  public static Optional<String> of(String text) {
    var tokens = new Tokens().read(text);
    var shingles = new HashSet<Long>();
    var hasher = Hashing.komihash5_0();
    for (int i = 0; i + 2 < tokens.size; i++) {
      shingles.add(
          hasher
              .hashStream()
              .putLong(tokens.hash[i])
              .putLong(tokens.hash[i + 1])
              .putLong(tokens.hash[i + 2])
              .getAsLong());
    }
    if (shingles.size() < FEWEST_SHINGLES) {
      return Optional.empty();
    }
    var elements = shingles.stream().mapToLong(Long::longValue).sorted().toArray();
    var hash = POLICY.createHasher().compute(ElementHashProvider.ofValues(elements));
    return Optional.of(Base64.getEncoder().encodeToString(hash));
  }

  /// The estimated share of shingles that two texts have in common, 0 to 1.
  public static double similarity(String one, String other) {
    var decoder = Base64.getDecoder();
    double equal = POLICY.getFractionOfEqualComponents(decoder.decode(one), decoder.decode(other));
    return Math.max(0, (equal - 1.0 / 256) / (1 - 1.0 / 256));
  }
}
