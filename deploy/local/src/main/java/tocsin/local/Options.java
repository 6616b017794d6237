package tocsin.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the launcher is asked to do.
sealed interface Options {
  String USAGE =
      "usage: up [--data DIR] | demo [--once] --data DIR | backup [--data DIR] TO | restore [--data DIR] FROM";

  /// @param data where the state is kept
  record Up(Path data) implements Options {}

  /// @param data a directory of its own, removed at the end
  /// @param once whether it ends by itself
  record Demo(Path data, boolean once) implements Options {}

  /// Like a demo that ends by itself, to make the caches of all JVMs.
  ///
  /// @param data a directory of its own, removed at the end
  record Train(Path data, Path caches) implements Options {}

  record MakeBackup(Path data, Path to) implements Options {}

  record RestoreBackup(Path data, Path from) implements Options {}

  record Misused(String reason) implements Options {}

  static Options of(List<String> arguments) {
    var rest = new ArrayList<>(arguments);
    var command = rest.isEmpty() ? "" : rest.removeFirst();
    var data = "";
    var once = false;
    List<String> operands = new ArrayList<>();
    while (!rest.isEmpty()) {
      var option = rest.removeFirst();
      if (option.equals("--once") && command.equals("demo")) {
        once = true;
      } else if (option.equals("--data") && !rest.isEmpty()) {
        data = rest.removeFirst();
      } else if (option.equals("--data")) {
        return new Misused("--data wants a directory");
      } else {
        operands.add(option);
      }
    }
    boolean wantsDirectory = List.of("backup", "restore", "train").contains(command);
    if (operands.size() > (wantsDirectory ? 1 : 0)) {
      return new Misused("unknown: " + operands.getLast());
    }
    if (wantsDirectory && operands.isEmpty()) {
      return new Misused(command + " wants a directory");
    }
    var state = Path.of(data.isEmpty() ? "data" : data);
    return switch (command) {
      case "up" -> new Up(state);
      case "demo" -> data.isEmpty() ? new Misused("demo wants --data") : new Demo(state, once);
      case "train" -> new Train(state, Path.of(operands.getFirst()));
      case "backup" -> new MakeBackup(state, Path.of(operands.getFirst()));
      case "restore" -> new RestoreBackup(state, Path.of(operands.getFirst()));
      default -> new Misused(command.isEmpty() ? "nothing to do" : "unknown: " + command);
    };
  }
}
