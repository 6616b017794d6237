package tocsin.classify.score;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tocsin.classify.tag.Item;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.ThemeTag;

/// A labelled item beside what the tagger made of it.
public record Judgement(LabelledItem item, Item.Tagged tagged) {
  public Set<String> wantedThemes() {
    return item.allThemes();
  }

  /// What was tagged, borderline tags left out.
  public Set<String> gotThemes() {
    return without(
        tagged.themes().stream().map(ThemeTag::id).collect(Collectors.toSet()),
        item.optionalThemes(),
        wantedThemes());
  }

  public Set<String> wantedActors() {
    return item.allActors();
  }

  public Set<String> gotActors() {
    return without(
        tagged.actors().stream().map(ActorTag::id).collect(Collectors.toSet()),
        item.optionalActors(),
        wantedActors());
  }

  public Tally themes() {
    return Tally.of(wantedThemes(), gotThemes());
  }

  public Tally actors() {
    return Tally.of(wantedActors(), gotActors());
  }

  /// Only as far as primary themes were found, at any grade.
  public Tally primary() {
    var found = new LinkedHashSet<>(gotThemes());
    found.retainAll(item.primaryThemes());
    return Tally.of(item.primaryThemes(), found);
  }

  public boolean isOffTopic() {
    return wantedThemes().isEmpty();
  }

  /// How many tags there are.
  public int tags() {
    return tagged.themes().size() + tagged.actors().size();
  }

  /// How many of them have evidence that stands verbatim at its offsets.
  public int evidenced() {
    return (int)
        (tagged.themes().stream().filter(tag -> stands(tag.evidence())).count()
            + tagged.actors().stream().filter(tag -> stands(tag.evidence())).count());
  }

  private boolean stands(List<Evidence> spans) {
    return !spans.isEmpty() && spans.stream().allMatch(this::stands);
  }

  private boolean stands(Evidence span) {
    var text = span.field() == Evidence.Field.title ? tagged.title() : tagged.text();
    return span.end() <= text.length()
        && text.substring(span.start(), span.end()).equals(span.text());
  }

  private static Set<String> without(Set<String> got, Set<String> optional, Set<String> wanted) {
    var left = new LinkedHashSet<>(got);
    left.removeIf(id -> optional.contains(id) && !wanted.contains(id));
    return left;
  }
}
