package tocsin.classify;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.Problem.FieldError;
import tocsin.edge.token.AdminOnly;

/// `/api/vocabulary`: the themes and actors there are.
@Path("/api/vocabulary")
@RunOnVirtualThread
public class VocabularyResource {
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

  /// One version, whole.
  public record VocabularyView(String version, List<ThemeView> themes, List<ActorView> actors) {}

  @GET
  public VocabularyView whole() {
    var vocabulary = current.get().vocabulary();
    return new VocabularyView(vocabulary.version(), themes(vocabulary), actors(vocabulary));
  }

  @GET
  @Path("/themes")
  public List<ThemeView> themes() {
    return themes(current.get().vocabulary());
  }

  @GET
  @Path("/actors")
  public List<ActorView> actors() {
    return actors(current.get().vocabulary());
  }

  @POST
  @Path("/reload")
  @AdminOnly
  public Map<String, Object> reload() throws InterruptedException {
    try {
      var vocabulary = current.reload();
      return Map.of(
          "version", vocabulary.version(),
          "themes", vocabulary.themes().size(),
          "actors", vocabulary.actors().size());
    } catch (VocabularyError e) {
      var errors =
          e.problems().stream().map(problem -> new FieldError("vocabulary", problem)).toList();
      throw Problem.fields(errors).exception();
    } catch (KafkaException e) {
      throw Problem.of(
              503,
              "The new version could not be published, the one in use stays: no broker answers.")
          .exception();
    }
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
