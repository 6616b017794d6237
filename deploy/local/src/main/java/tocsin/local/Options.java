package tocsin.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the launcher is asked to do.
sealed interface Options {
  String USAGE = "usage: up [--data DIR] | demo [--once] --data DIR";

  /// @param data where the state is kept
  record Up(Path data) implements Options {}

  /// @param data a directory of its own, removed at the end
  /// @param once whether it ends by itself
  record Demo(Path data, boolean once) implements Options {}

  record Misused(String reason) implements Options {}

  static Options of(List<String> arguments) {
    var rest = new ArrayList<>(arguments);
    var command = rest.isEmpty() ? "" : rest.removeFirst();
    var data = "";
    var once = false;
    while (!rest.isEmpty()) {
      var option = rest.removeFirst();
      if (option.equals("--once") && command.equals("demo")) {
        once = true;
      } else if (option.equals("--data") && !rest.isEmpty()) {
        data = rest.removeFirst();
      } else {
        return new Misused(
            option.equals("--data") ? "--data wants a directory" : "unknown: " + option);
      }
    }
    return switch (command) {
      case "up" -> new Up(Path.of(data.isEmpty() ? "data" : data));
      case "demo" ->
          data.isEmpty() ? new Misused("demo wants --data") : new Demo(Path.of(data), once);
      default -> new Misused(command.isEmpty() ? "nothing to do" : "unknown: " + command);
    };
  }
}
