package tocsin.alert.subscription;

import java.util.List;

/// What a subscription asks for, as a tree. The written form is in [QueryParser].
public sealed interface Query {
  record And(List<Query> all) implements Query {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<Query> any) implements Query {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(Query query) implements Query {}

  /// The article addresses the theme, or any theme of the group.
  ///
  /// @param primary whether only as a primary theme
  record Theme(String id, boolean primary) implements Query {}

  /// The article names the actor.
  record Actor(String id) implements Query {}

  /// The article names any actor of the kind.
  record Kind(String id) implements Query {}

  /// The article is in the language (BCP 47): `zh` also holds `zh-Hant`.
  record Language(String tag) implements Query {}

  /// The article is of the host or a host below it, or of the feed with this id.
  record Source(String name) implements Query {}

  /// One of the authors is so called.
  record Author(String name) implements Query {}

  /// The words stand in title or text, folded, one after the other.
  record Phrase(String words) implements Query {}
}
