package tocsin.ingest.feed;

import io.quarkus.panache.common.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which feeds of the catalogue are meant: those that meet every condition that is given.
///
/// @param host as in the feeds' addresses, with the port where one is written
record Selection(@Nullable List<String> ids, Feed.@Nullable Status status, @Nullable String host) {
  static final Selection ALL = new Selection(null, null, null);

  boolean isAll() {
    return ids == null && status == null && host == null;
  }

  /// As a condition of HQL.
  String condition() {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    if (ids != null) {
      conditions.add("id IN :ids");
    }
    if (status != null) {
      conditions.add("status = :status");
    }
    if (host != null) {
      conditions.add("host = :host");
    }
    return String.join(" AND ", conditions);
  }

  Parameters parameters() {
    var parameters = new Parameters();
    if (ids != null) {
      parameters.and("ids", ids);
    }
    if (status != null) {
      parameters.and("status", status.word());
    }
    if (host != null) {
      parameters.and("host", host);
    }
    return parameters;
  }
}
