package tocsin.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What the operator sees: results on standard output, progress on standard error.
///
/// @param colours whether standard output is a terminal
record Console(PrintStream results, PrintStream progress, boolean colours) {
  private static final int TAIL_LINES = 15;

  static Console ofProcess() {
    var console = System.console();
    return new Console(System.out, System.err, console != null && console.isTerminal());
  }

  /// The broker alone has a thousand lines to say when it starts.
  static void quietLibraries() {
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  /// For a command that says itself what is wrong.
  static void silentLibraries() {
    Logger.getLogger("").setLevel(Level.OFF);
  }

  void say(String format, Object... arguments) {
    progress.println(String.format(Locale.ROOT, format, arguments));
  }

  void result(String format, Object... arguments) {
    results.println(String.format(Locale.ROOT, format, arguments));
  }

  /// The last lines of a log.
  static String tail(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
