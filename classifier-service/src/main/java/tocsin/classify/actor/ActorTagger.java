package tocsin.classify.actor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.classify.spot.Hits.Hit;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Lexicon.Role;

/// Decides which actors an article names: unambiguous names always do, ambiguous ones where their
/// context allows, which may be another ambiguous name already understood; of names that overlap
/// the longest one stands.
public final class ActorTagger {
  private static final int ROLE_DISTANCE = 4;

  private final Lexicon lexicon;

  public ActorTagger(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /// @return where each actor is named, by referent, in the order of the text
  public Map<Integer, List<Hit>> name(List<Hit> hits) {
    Map<Integer, List<Hit>> meant = new HashMap<>();
    List<Hit> roles = new ArrayList<>();
    List<Hit> forms = new ArrayList<>();
    List<Hit> open = new ArrayList<>();
    for (var hit : hits) {
      switch (hit.target().role()) {
        case CONCEPT -> mean(hit, meant);
        case NAME -> {
          mean(hit, meant);
          forms.add(hit);
        }
        case CONTEXTUAL -> open.add(hit);
        case NOBODY -> forms.add(hit);
        case ROLE -> roles.add(hit);
        case NOT_THIS -> {}
      }
    }
    var fullNames = referents(forms);
    while (!open.isEmpty()) {
      var allowed = open.stream().filter(hit -> isAllowed(hit, meant, roles, fullNames)).toList();
      if (allowed.isEmpty()) {
        break;
      }
      open.removeAll(allowed);
      forms.addAll(allowed);
      allowed.forEach(hit -> mean(hit, meant));
    }
    return longest(forms);
  }

  private static void mean(Hit hit, Map<Integer, List<Hit>> meant) {
    meant.computeIfAbsent(hit.target().referent(), r -> new ArrayList<>()).add(hit);
  }

  private static Set<Integer> referents(List<Hit> forms) {
    Set<Integer> referents = new HashSet<>();
    for (var form : forms) {
      if (form.target().role() == Role.NAME) {
        referents.add(form.target().referent());
      }
    }
    return referents;
  }

  private boolean isAllowed(
      Hit hit, Map<Integer, List<Hit>> meant, List<Hit> roles, Set<Integer> fullNames) {
    var compiled = lexicon.contexts(hit.target().referent()).get(hit.target().context());
    var context = compiled.context();
    for (int forbidden : compiled.forbids()) {
      if (isNear(hit, meant.getOrDefault(forbidden, List.of()), context.within())) {
        return false;
      }
    }
    boolean unconditional =
        compiled.needs().length == 0 && context.roles().isEmpty() && !context.afterFullName();
    if (unconditional) {
      return true;
    }
    for (int needed : compiled.needs()) {
      if (isNear(hit, meant.getOrDefault(needed, List.of()), context.within())) {
        return true;
      }
    }
    if (context.afterFullName() && fullNames.contains(hit.target().referent())) {
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

  private static boolean isNear(Hit hit, List<Hit> others, int within) {
    for (var other : others) {
      boolean same = other.field() == hit.field();
      boolean overlaps = same && other.start() < hit.end() && hit.start() < other.end();
      if (!overlaps && (within == 0 || same && Math.abs(other.token() - hit.token()) <= within)) {
        return true;
      }
    }
    return false;
  }

  /// A form that stands for two actors, as "中美" for two states, names both.
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
        boolean same = hit.start() == last.start() && hit.end() == last.end();
        if (hit.length() <= last.length() && !(same && last.target().role() != Role.NOBODY)) {
          continue;
        }
        if (!same) {
          forget(last, named);
        }
      }
      last = hit;
      if (hit.target().role() != Role.NOBODY) {
        var places = named.computeIfAbsent(hit.target().referent(), r -> new ArrayList<>());
        if (places.isEmpty() || !sameSpan(places.getLast(), hit)) {
          places.add(hit);
        }
      }
    }
    named.values().removeIf(List::isEmpty);
    return named;
  }

  private static void forget(Hit beaten, Map<Integer, List<Hit>> named) {
    named.values().forEach(places -> places.removeIf(place -> sameSpan(place, beaten)));
  }

  private static boolean sameSpan(Hit a, Hit b) {
    return a.field() == b.field() && a.start() == b.start() && a.end() == b.end();
  }
}
