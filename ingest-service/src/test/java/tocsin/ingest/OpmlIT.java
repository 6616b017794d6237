package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static tocsin.ingest.Catalogue.feed;
import static tocsin.ingest.Catalogue.forget;
import static tocsin.ingest.Catalogue.imported;
import static tocsin.ingest.Catalogue.operator;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tocsin.events.Ids;
import tocsin.testing.TestServers;

/// Lists of feeds in and out, and that a feed which stands there in many ways is one.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(PressAddress.class)
class OpmlIT {
  private final String path = "/" + UUID.randomUUID();

  @Test
  void opml_list_goesInAndOut() {
    var list =
        "<opml version='2.0'><body><outline text='One' xmlUrl='%s'/><outline xmlUrl='ftp://a.example/'/></body></opml>"
            .formatted("https://one.example" + path);
    for (int added : List.of(1, 0)) {
      imported(list)
          .statusCode(200)
          .body("added", equalTo(added))
          .body("known", equalTo(1 - added))
          .body("refused.url", equalTo(List.of("ftp://a.example/")));
    }
    assertThat(given(operator()).get("/api/feeds/opml").asString())
        .contains("https://one.example" + path, "One");
    imported("<rss/>").statusCode(400);
    imported("<opml><body>\n<outline xmlUrl='https://a.example/'/>\n<outline")
        .statusCode(400)
        .body("detail", containsString("ends early, in line 3"));
  }

  @Test
  void opml_outlinesThatCannotBeStored_areRefusedAlone() {
    var url = "https://list.example" + path;
    imported(
            """
            <opml><body><outline text="a&#0;" xmlUrl="%1$s/1"/><outline text="a&#xD800;" xmlUrl="%1$s/2"/>
            <outline xmlUrl="%1$s/&#0;"/><outline xmlUrl="%1$s/&#xD800;"/>
            <outline text="fine" language="unknown" xmlUrl="%1$s"/></body></opml>
            """
                .formatted(url))
        .statusCode(200)
        .body("added", equalTo(1))
        .body("refused", hasSize(4))
        .body("refused[0].reason", containsString("its title"))
        .body("refused[2].reason", containsString("control character"));
    feed(Ids.feed(url)).body("language", equalTo(null));
    forget("list.example", 1);
  }

  @Test
  void opml_longList_isImportedAtOnceInItsOrder() {
    var urls =
        IntStream.range(0, 10_000).mapToObj(i -> "https://long.example" + path + "/" + i).toList();
    var list =
        urls.stream()
            .map("<outline text='A' xmlUrl='%s'/>"::formatted)
            .collect(
                Collectors.joining("\n", "<opml><body>", "<outline xmlUrl='x'/></body></opml>"));
    imported(list)
        .statusCode(200)
        .time(lessThan(20_000L))
        .body("added", equalTo(10_000))
        .body("refused.url", equalTo(List.of("x")));
    var listed = given(operator()).get("/api/feeds?host=long.example&limit=500").jsonPath();
    assertThat(listed.getList("items.url")).isEqualTo(urls.subList(0, 500));
    forget("long.example", 10_000);
  }

  @Test
  void url_writtenInManyWays_isOneFeed() {
    var normal = "https://many.example" + path;
    var list =
        Stream.of(normal, "HTTPS://MANY.EXAMPLE:443" + path, normal + "#a", normal + "?")
            .map("<outline xmlUrl='%s'/>"::formatted)
            .collect(Collectors.joining("", "<opml><body>", "</body></opml>"));
    imported(list).statusCode(200).body("added", equalTo(2)).body("known", equalTo(2));
    given(operator())
        .body(Map.of("url", "https://many.example:443" + path))
        .post("/api/feeds")
        .then()
        .statusCode(409)
        .body("id", equalTo(Ids.feed(normal)));
    given(operator())
        .get("/api/feeds?host=many.example")
        .then()
        .body("items.url", equalTo(List.of(normal, normal + "?")));
    forget("many.example", 2);
  }
}
