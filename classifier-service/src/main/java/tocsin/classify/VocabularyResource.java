package tocsin.classify;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import tocsin.classify.vocabulary.Skos;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.Problem.FieldError;
import tocsin.edge.problem.ProblemException;
import tocsin.edge.token.AdminOnly;

/// `/api/vocabulary`: the themes and actors there are, as JSON or as SKOS.
@Path("/api/vocabulary")
@RunOnVirtualThread
public class VocabularyResource {
  private static final String TURTLE = "text/turtle";
  private static final String JSON_LD = "application/ld+json";

  private final CurrentTagger current;

  public VocabularyResource(CurrentTagger current) {
    this.current = current;
  }

  /// A theme as readers of the vocabulary see it.
  public record ThemeView(
      String id,
      String group,
      Map<String, String> labels,
      String definition,
      String covers,
      String not) {}

  /// An actor as readers of the vocabulary see it.
  public record ActorView(String id, String kind, Map<String, String> labels) {}

  /// A heading of themes.
  public record GroupView(String id, Map<String, String> labels) {}

  /// One version, whole.
  public record VocabularyView(
      String version,
      List<GroupView> groups,
      List<String> kinds,
      List<ThemeView> themes,
      List<ActorView> actors) {}

  /// The themes of one version.
  public record ThemesView(String version, List<ThemeView> themes) {}

  /// The actors of one version.
  public record ActorsView(String version, List<ActorView> actors) {}

  /// In the first form of those accepted that there is; JSON where any will do.
  @GET
  @Produces({MediaType.APPLICATION_JSON, TURTLE, JSON_LD})
  public Response whole(@Context HttpHeaders headers) {
    var v = vocabulary();
    for (var accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return Response.ok(view(v), MediaType.APPLICATION_JSON).build();
      }
      if (accepted.isCompatible(MediaType.valueOf(TURTLE))) {
        return Response.ok(Skos.turtle(v), TURTLE + ";charset=UTF-8").build();
      }
      if (accepted.isCompatible(MediaType.valueOf(JSON_LD))) {
        return Response.ok(Skos.jsonLd(v), JSON_LD).build();
      }
    }
    throw Problem.of(406, "There are application/json, " + TURTLE + " and " + JSON_LD + ".")
        .exception();
  }

  private static VocabularyView view(Vocabulary v) {
    var groups =
        Vocabulary.GROUPS.entrySet().stream()
            .map(group -> new GroupView(group.getKey(), group.getValue()))
            .toList();
    return new VocabularyView(v.version(), groups, Vocabulary.KINDS, themes(v), actors(v));
  }

  @GET
  @Path("/themes")
  @Produces(MediaType.APPLICATION_JSON)
  public ThemesView themes() {
    var v = vocabulary();
    return new ThemesView(v.version(), themes(v));
  }

  @GET
  @Path("/actors")
  @Produces(MediaType.APPLICATION_JSON)
  public ActorsView actors() {
    var v = vocabulary();
    return new ActorsView(v.version(), actors(v));
  }

  @POST
  @Path("/reload")
  @AdminOnly
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> reload() throws InterruptedException {
    try {
      var vocabulary = current.reload();
      return Map.of(
          "version", vocabulary.version(),
          "themes", vocabulary.themes().size(),
          "actors", vocabulary.actors().size());
    } catch (VocabularyError e) {
      throw Problem.fields(errors(e.problems())).exception();
    } catch (KafkaException e) {
      throw Problem.of(
              503,
              "The new version could not be published, the one in use stays: no broker answers.")
          .exception();
    }
  }

  private Vocabulary vocabulary() {
    return current.get().orElseThrow(() -> unusable(current)).vocabulary();
  }

  static ProblemException unusable(CurrentTagger current) {
    var detail =
        "There is no usable vocabulary: "
            + String.join("; ", current.problems().stream().limit(5).toList());
    return Problem.of(503, detail).exception();
  }

  private static List<FieldError> errors(List<String> problems) {
    return problems.stream().map(problem -> new FieldError("vocabulary", problem)).toList();
  }

  private static List<ThemeView> themes(Vocabulary vocabulary) {
    return vocabulary.themes().values().stream()
        .map(t ->
            new ThemeView(t.id(), t.group(), t.labels(), t.definition(), t.covers(), t.coversNot()))
        .toList();
  }

  private static List<ActorView> actors(Vocabulary vocabulary) {
    return vocabulary.actors().values().stream()
        .map(a -> new ActorView(a.id(), a.kind(), a.labels()))
        .toList();
  }
}
