package tocsin.classify.actor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.classify.spot.Hits.Hit;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Lexicon.Role;

/// Decides which actors an article names: unambiguous names always do, ambiguous ones where their
/// context allows; of names that overlap the longest one stands.
public final class ActorTagger {
  private static final int ROLE_DISTANCE = 4;

  private final Lexicon lexicon;

  public ActorTagger(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /// @return where each actor is named, by referent, in the order of the text
  public Map<Integer, List<Hit>> name(List<Hit> hits) {
    Set<Integer> present = new HashSet<>();
    List<Hit> roles = new ArrayList<>();
    List<Hit> forms = new ArrayList<>();
    for (var hit : hits) {
      switch (hit.target().role()) {
        case CONCEPT -> present.add(hit.target().referent());
        case NAME -> {
          present.add(hit.target().referent());
          forms.add(hit);
        }
        case CONTEXTUAL, NOBODY -> forms.add(hit);
        case ROLE -> roles.add(hit);
        case NOT_THIS -> {}
      }
    }
    forms.removeIf(hit ->
        hit.target().role() == Role.CONTEXTUAL && !allowed(hit, hits, roles, forms, present));
    return longest(forms);
  }

  private boolean allowed(
      Hit hit, List<Hit> hits, List<Hit> roles, List<Hit> forms, Set<Integer> present) {
    var compiled = lexicon.contexts(hit.target().referent()).get(hit.target().context());
    var context = compiled.context();
    for (int forbidden : compiled.forbids()) {
      if (near(hit, forbidden, context.within(), hits)) {
        return false;
      }
    }
    boolean unconditional =
        compiled.needs().length == 0 && context.roles().isEmpty() && !context.afterFullName();
    if (unconditional) {
      return true;
    }
    for (int needed : compiled.needs()) {
      if (present.contains(needed) && near(hit, needed, context.within(), hits)) {
        return true;
      }
    }
    if (context.afterFullName()
        && forms.stream()
            .anyMatch(f ->
                f.target().role() == Role.NAME
                    && f.target().referent() == hit.target().referent())) {
      return true;
    }
    return roles.stream()
        .anyMatch(role ->
            role.target().referent() == hit.target().referent()
                && role.target().context() == hit.target().context()
                && role.field() == hit.field()
                && role.sentence() == hit.sentence()
                && Math.abs(role.token() - hit.token()) <= ROLE_DISTANCE);
  }

  private static boolean near(Hit hit, int referent, int within, List<Hit> hits) {
    for (var other : hits) {
      if (other.target().referent() == referent
          && other.target().role() != Role.ROLE
          && other.target().role() != Role.NOBODY
          && other.target().role() != Role.NOT_THIS
          && other.target().role() != Role.CONTEXTUAL
          && !(other.field() == hit.field()
              && other.start() < hit.end()
              && hit.start() < other.end())
          && (within == 0
              || other.field() == hit.field() && Math.abs(other.token() - hit.token()) <= within)) {
        return true;
      }
    }
    return false;
  }

  private static Map<Integer, List<Hit>> longest(List<Hit> forms) {
    forms.sort(
        Comparator.comparing(Hit::field)
            .thenComparing(Hit::start)
            .thenComparing(Comparator.comparing(Hit::length).reversed())
            .thenComparing(hit -> hit.target().role() == Role.NOBODY ? 0 : 1));
    Map<Integer, List<Hit>> named = new LinkedHashMap<>();
    Hit last = null;
    for (var hit : forms) {
      if (last != null && last.field() == hit.field() && hit.start() < last.end()) {
        if (hit.length() <= last.length()) {
          continue;
        }
        var beaten = named.get(last.target().referent());
        if (beaten != null) {
          beaten.remove(last);
        }
      }
      last = hit;
      if (hit.target().role() != Role.NOBODY) {
        named.computeIfAbsent(hit.target().referent(), r -> new ArrayList<>()).add(hit);
      }
    }
    named.values().removeIf(List::isEmpty);
    return named;
  }
}
