package tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tocsin.ingest.publish.Furniture.Words;

class FurnitureTest {
  private static final String SIGN_UP = "Subscribe to our AI newsletter";

  @Test
  void learn_linesOfSeveralItems_areFurniture() {
    var items = IntStream.range(0, 5).mapToObj(i -> item(i, SIGN_UP)).toList();
    assertThat(marked(Furniture.learn(Set.of(), items), items.getFirst())).containsExactly(SIGN_UP);
  }

  @Test
  void learn_digitsAndOwnTitle_doNotTellApart() {
    var items =
        IntStream.range(0, 5)
            .mapToObj(
                i -> item(i, "The post Headline number " + i + " appeared first on Site. " + i))
            .toList();
    assertThat(marked(Furniture.learn(Set.of(), items), items.get(2)))
        .containsExactly("The post Headline number 2 appeared first on Site. 2");
  }

  @Test
  void learn_twoItems_areNotEnough() {
    var items = List.of(item(1, SIGN_UP), item(2, SIGN_UP), item(3, "Something else here"));
    assertThat(Furniture.learn(Set.of(), items).lines()).isEmpty();
  }

  @Test
  void learn_oneItemShownThrice_isNotEnough() {
    var items = List.of(item(1, SIGN_UP), item(1, SIGN_UP), item(1, SIGN_UP));
    assertThat(Furniture.learn(Set.of(), items).lines()).isEmpty();
  }

  @Test
  void learn_earlierLines_areRemembered() {
    var items = IntStream.range(0, 5).mapToObj(i -> item(i, SIGN_UP)).toList();
    var known = Furniture.learn(Set.of(), items).lines();
    assertThat(marked(Furniture.learn(known, List.of()), item(9, SIGN_UP)))
        .containsExactly(SIGN_UP);
  }

  @Test
  void in_nothingElse_marksNothing() {
    var items = IntStream.range(0, 5).mapToObj(i -> new Words("T" + i, SIGN_UP)).toList();
    assertThat(Furniture.learn(Set.of(), items).in(items.getFirst())).isEmpty();
  }

  private static Words item(int number, String last) {
    return new Words("Headline number " + number, "Story " + "x".repeat(number) + "\n\n" + last);
  }

  private static List<String> marked(Furniture furniture, Words item) {
    return furniture.in(item).stream()
        .map(span -> item.text().substring(span.start(), span.end()))
        .toList();
  }
}
