package tocsin.edge.json;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/// How bodies of REST requests are read: what would be lost silently (a fraction, a field that is
/// there twice, what follows the document) is refused, unknown fields are not. Events on topics
/// have a reader of their own.
@Singleton
public final class RequestJson implements ObjectMapperCustomizer {
  private final boolean stores;

  public RequestJson(Instance<Pool> database) {
    stores = !database.isUnsatisfied();
  }

  @Override
  public void customize(ObjectMapper mapper) {
    tighten(mapper);
    if (stores) {
      mapper.registerModule(StorableText.module());
    }
  }

  public static void tighten(ObjectMapper mapper) {
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
  }
}
