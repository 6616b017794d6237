package tocsin.local;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// Runs another main class and ends the process when standard input does: the launcher holds the
/// other end of that pipe, so that not even a killed launcher leaves its children behind.
public final class Guarded {
  /// An orderly end may take so long.
  private static final long GRACE_MILLIS = 8_000;

  private Guarded() {}

  /// @param arguments the main class and its arguments
  public static void main(String[] arguments) throws Throwable {
    Thread.ofPlatform().name("guard").daemon().start(Guarded::watch);
    var main = Class.forName(arguments[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void watch() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("the launcher is out of reach: " + e.getMessage());
    }
    Thread.ofPlatform().daemon().start(Guarded::haltAfterGrace);
    System.exit(0);
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
