package tocsin.classify;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import tocsin.classify.tag.Item;
import tocsin.edge.problem.Problem;
import tocsin.edge.token.AdminOnly;

/// `POST /api/classify`: what would this item be tagged with?
@Path("/api/classify")
public class ClassifyResource {
  private final CurrentTagger current;

  public ClassifyResource(CurrentTagger current) {
    this.current = current;
  }

  @POST
  @AdminOnly
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  public Item.Tagged classify(@Nullable Item item) {
    if (item == null) {
      throw Problem.of(400, "Send a JSON object with 'title' and 'body'.").exception();
    }
    var tagger = current.get().orElseThrow(() -> VocabularyResource.unusable(current));
    try {
      return item.tag(tagger);
    } catch (IllegalArgumentException e) {
      var parts = String.valueOf(e.getMessage()).split(": ", 2);
      throw Problem.field(parts[0], parts.length > 1 ? parts[1] : "is wrong").exception();
    }
  }
}
