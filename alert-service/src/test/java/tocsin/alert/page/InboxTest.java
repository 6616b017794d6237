package tocsin.alert.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  @Test
  void open_nameWithAFractionOfASecond_isTheMail(@TempDir Path directory) throws IOException {
    var name = "2026-11-25T191005.464728008Z-3a1df185.eml";
    Files.writeString(
        directory.resolve(name), "To: a@b.example\r\nSubject: Hello\r\n\r\nThe text\r\n");

    assertThat(new Inbox(directory).open(name)).isPresent();
  }

  @Test
  void open_nameThatLeadsElsewhere_isNone(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a.eml"), "Subject: Hello\r\n\r\nThe text\r\n");

    assertThat(new Inbox(directory.resolve("b")).open("../a.eml")).isEmpty();
  }
}
