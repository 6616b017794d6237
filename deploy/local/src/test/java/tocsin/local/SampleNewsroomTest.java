package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleNewsroomTest {
  @Test
  void published_endsWithTheEdition() {
    assertThat(LongStream.range(0, 6).map(i -> SampleNewsroom.published(3, i, false)))
        .containsExactly(1L, 2L, 3L, 3L, 3L, 3L);
  }

  @Test
  void published_withoutEnd_goesOnMoreSlowly() {
    assertThat(LongStream.of(2, 3, 10, 11, 19).map(i -> SampleNewsroom.published(3, i, true)))
        .containsExactly(3L, 3L, 3L, 4L, 5L);
  }

  @Test
  void link_ofALaterEdition_leadsToTheSameItem() {
    var sample = Sample.read();
    var feed = sample.feeds().getFirst();
    var item = feed.items().getFirst();

    assertThat(feed.link(item, 2)).isNotEqualTo(feed.link(item, 0));
    assertThat(sample.item(feed.link(item, 2))).isEqualTo(item);
  }
}
