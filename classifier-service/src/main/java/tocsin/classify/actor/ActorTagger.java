package tocsin.classify.actor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.classify.spot.Hits;
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
  public Map<Integer, List<Integer>> name(Hits hits) {
    var reading = new Reading(hits);
    for (int hit = 0; hit < hits.size(); hit++) {
      switch (hits.role(hit)) {
        case NAME, NOBODY -> reading.forms.add(hit);
        case CONTEXTUAL -> reading.open.add(hit);
        case ROLE -> reading.roles.add(hit);
        case CONCEPT, NOT_THIS -> {}
      }
    }
    if (!reading.open.isEmpty()) {
      reading.decide();
    }
    return reading.longest();
  }

  /// What is understood of one article so far.
  private final class Reading {
    private final Hits hits;

    /// what decides about ambiguous names near it
    private final List<Integer> meant = new ArrayList<>();

    private final List<Integer> roles = new ArrayList<>();
    private final List<Integer> forms = new ArrayList<>();
    private final List<Integer> open = new ArrayList<>();

    Reading(Hits hits) {
      this.hits = hits;
    }

    void mean(int hit) {
      int referent = hits.referent(hit);
      int kind = lexicon.kindOf(referent);
      if (lexicon.decidesNames(referent) || kind >= 0 && lexicon.decidesNames(kind)) {
        meant.add(hit);
      }
    }

    void decide() {
      for (int hit = 0; hit < hits.size(); hit++) {
        if (hits.role(hit) == Role.CONCEPT || hits.role(hit) == Role.NAME) {
          mean(hit);
        }
      }
      Set<Integer> fullNames = new HashSet<>();
      for (int form : forms) {
        if (hits.role(form) == Role.NAME) {
          fullNames.add(hits.referent(form));
        }
      }
      while (!open.isEmpty()) {
        var allowed = open.stream().filter(hit -> isAllowed(hit, fullNames)).toList();
        if (allowed.isEmpty()) {
          break;
        }
        open.removeAll(new HashSet<>(allowed));
        forms.addAll(allowed);
        allowed.forEach(this::mean);
      }
    }

    private boolean isAllowed(int hit, Set<Integer> fullNames) {
      int actor = hits.referent(hit);
      var compiled = lexicon.contexts(actor).get(hits.context(hit));
      var context = compiled.context();
      for (int forbidden : compiled.forbids()) {
        if (isNear(hit, forbidden, context.within())) {
          return false;
        }
      }
      boolean unconditional =
          compiled.needs().length == 0 && context.roles().isEmpty() && !context.afterFullName();
      if (unconditional) {
        return true;
      }
      for (int needed : compiled.needs()) {
        if (isNear(hit, needed, context.within())) {
          return true;
        }
      }
      if (context.afterFullName() && fullNames.contains(actor)) {
        return true;
      }
      return roles.stream()
          .anyMatch(role ->
              hits.referent(role) == actor
                  && hits.context(role) == hits.context(hit)
                  && hits.sentence(role) == hits.sentence(hit)
                  && Math.abs(hits.token(role) - hits.token(hit)) <= ROLE_DISTANCE);
    }

    private boolean isNear(int hit, int referent, int within) {
      for (int other : meant) {
        if ((hits.referent(other) == referent || lexicon.kindOf(hits.referent(other)) == referent)
            && !hits.overlap(hit, other)
            && (within == 0
                || hits.inSameField(hit, other)
                    && Math.abs(hits.token(other) - hits.token(hit)) <= within)) {
          return true;
        }
      }
      return false;
    }

    /// A form that stands for two actors, as "中美" for two states, names both.
    Map<Integer, List<Integer>> longest() {
      forms.sort(this::longestFirst);
      Map<Integer, List<Integer>> named = new LinkedHashMap<>();
      int last = -1;
      for (int hit : forms) {
        if (last >= 0 && hits.inSameField(last, hit) && hits.start(hit) < hits.end(last)) {
          boolean same = hits.sameSpan(hit, last);
          if (hits.length(hit) <= hits.length(last) && !(same && hits.role(last) != Role.NOBODY)) {
            continue;
          }
          if (!same) {
            forget(last, named);
          }
        }
        last = hit;
        if (hits.role(hit) != Role.NOBODY) {
          var places = named.computeIfAbsent(hits.referent(hit), r -> new ArrayList<>());
          if (places.isEmpty() || !hits.sameSpan(places.getLast(), hit)) {
            places.add(hit);
          }
        }
      }
      named.values().removeIf(List::isEmpty);
      return named;
    }

    /// In the order of the text; of those that begin alike the longest first, and what names
    /// nobody.
    private int longestFirst(int one, int other) {
      int order = hits.inOrder(one, other);
      if (order == 0) {
        order = Integer.compare(hits.length(other), hits.length(one));
      }
      return order != 0
          ? order
          : Boolean.compare(hits.role(one) != Role.NOBODY, hits.role(other) != Role.NOBODY);
    }

    /// What was beaten is the last of its actors' places.
    private void forget(int beaten, Map<Integer, List<Integer>> named) {
      named
          .values()
          .forEach(places -> {
            if (!places.isEmpty() && hits.sameSpan(places.getLast(), beaten)) {
              places.removeLast();
            }
          });
    }
  }
}
