package tocsin.local;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final Version TOCSIN = new Version("0.2.0");
  private static final Version POSTGRESQL = new Version("18.4.0");

  @TempDir Path directory;
  private Path data;
  private Path copy;

  @BeforeEach
  void state() throws IOException {
    data = directory.resolve("my data");
    copy = directory.resolve("some/where/copy");
    Files.createDirectories(data.resolve("postgres"));
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(data.resolve("postgres/PG_VERSION"), "18\n");
    Files.writeString(data.resolve("postgres/rows"), "first");
    Files.writeString(data.resolve("logs/broker.log"), "words");
    Files.writeString(data.resolve("admin-token"), "secret");
  }

  private Backup backup(Version tocsin) {
    return new Backup(copy, tocsin, POSTGRESQL);
  }

  @Test
  void restore_ofABackup_bringsTheStateBackAndKeepsWhatWasThere() throws Exception {
    backup(TOCSIN).make(data);
    Files.writeString(data.resolve("postgres/rows"), "second");

    var kept = backup(TOCSIN).restore(data);

    assertThat(data.resolve("postgres/rows")).hasContent("first");
    assertThat(data.resolve("admin-token")).hasContent("secret");
    assertThat(kept.resolve("postgres/rows")).hasContent("second");
    assertThat(copy.resolve("logs")).doesNotExist();
  }

  @Test
  void restore_toANewDirectory_makesIt() throws Exception {
    backup(TOCSIN).make(data);
    var other = directory.resolve("other");

    assertThat(backup(TOCSIN).restore(other)).isEqualTo(other);
    assertThat(other.resolve("postgres/rows")).hasContent("first");
  }

  @Test
  void restore_overOtherThings_isRefused() throws Exception {
    backup(TOCSIN).make(data);
    var home = Files.createDirectories(directory.resolve("home"));
    Files.writeString(home.resolve("letter"), "dear");

    assertThatThrownBy(() -> backup(TOCSIN).restore(home)).isInstanceOf(StartFailed.class);
    assertThat(home.resolve("letter")).exists();
  }

  @Test
  void make_whileAStackRuns_isRefused() throws Exception {
    var lock = data.resolve("lock");
    var holder =
        new ProcessBuilder(
                Machine.java(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");

      assertThatThrownBy(() -> backup(TOCSIN).make(data))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("stop it first");
      assertThat(copy).doesNotExist();
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void make_whereThereIsNoState_isRefused() {
    assertThatThrownBy(() -> backup(TOCSIN).make(directory.resolve("none")))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("there is no state");
  }

  @Test
  void restore_ofANewerState_namesBothVersions() throws Exception {
    backup(new Version("0.10.0")).make(data);

    assertThatThrownBy(() -> backup(TOCSIN).restore(data))
        .isInstanceOf(StartFailed.class)
        .hasMessageContainingAll("0.10.0", "0.2.0");
  }

  @Test
  void make_underAnotherPostgresql_namesBothVersions() {
    assertThatThrownBy(() -> new Backup(copy, TOCSIN, new Version("19.1")).make(data))
        .isInstanceOf(StartFailed.class)
        .hasMessageContainingAll("PostgreSQL 18", "PostgreSQL 19.1");
  }

  @Test
  void make_withinTheState_isRefusedAndCopiesNothing() throws Exception {
    var link = Files.createSymbolicLink(directory.resolve("link"), data);
    for (var within : List.of(data.resolve("inner"), link.resolve("deep/inner"))) {
      assertThatThrownBy(() -> new Backup(within, TOCSIN, POSTGRESQL).make(data))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("name a directory outside");
    }
    assertThat(data).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void restore_ofItselfOrWhatLiesWithin_isRefusedAndMovesNothing() throws Exception {
    backup(TOCSIN).make(data);
    var within = data.resolve("inner");
    Files.move(copy, within);
    Files.copy(within.resolve("version"), data.resolve("version"), REPLACE_EXISTING);

    for (var from : List.of(data, within)) {
      assertThatThrownBy(() -> new Backup(from, TOCSIN, POSTGRESQL).restore(data))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("name a directory outside");
    }
    assertThat(data.resolve("postgres/rows")).hasContent("first");
  }

  /// The copy, which has a longer name until it is whole, cannot be written.
  @Test
  void restore_thatCannotCopy_saysWhyAndLeavesTheStateWhereItIs() throws Exception {
    backup(TOCSIN).make(data);
    var long253 = Files.move(data, directory.resolve("d".repeat(253)));

    assertThatThrownBy(() -> backup(TOCSIN).restore(long253))
        .isInstanceOf(StartFailed.class)
        .hasMessageContainingAll("cannot copy", "too long");
    assertThat(long253.resolve("postgres/rows")).hasContent("first");
  }

  @Test
  void make_thatCannotCopy_saysWhy() {
    var to = directory.resolve("d".repeat(253));
    assertThatThrownBy(() -> new Backup(to, TOCSIN, POSTGRESQL).make(data))
        .isInstanceOf(StartFailed.class)
        .hasMessageContainingAll("cannot copy", "too long");
  }

  /// Holds a lock as a launcher does.
  static final class Holder {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (var channel =
              java.nio.channels.FileChannel.open(
                  Path.of(arguments[0]),
                  java.nio.file.StandardOpenOption.CREATE,
                  java.nio.file.StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        System.out.println("held");
        Thread.currentThread().join();
      }
    }
  }
}
