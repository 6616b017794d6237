package tocsin.ingest.publish;

import java.util.List;
import tocsin.events.Article;

/// An item of a poll that may be new or changed.
///
/// @param keys what the item may be known by, the strongest first; not empty
/// @param content hash of what a reader sees of it
/// @param article with the id it gets if none of its keys is known, revision 1
public record Candidate(List<String> keys, String content, Article article) {
  public Candidate {
    keys = List.copyOf(keys);
  }
}
