package tocsin.alert.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What the pages show.
@ConfigMapping(prefix = "alert")
public interface PageSettings {
  /// Where the local stack's mail server keeps mails as `*.eml`.
  @WithName("inbox.directory")
  Optional<Path> inboxDirectory();

  /// The ingest service, whose feeds the status page lists.
  @WithName("status.ingest-url")
  Optional<URI> ingestUrl();
}
