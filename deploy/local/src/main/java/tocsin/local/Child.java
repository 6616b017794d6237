package tocsin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// One process of the stack, started again whenever it dies.
final class Child {
  /// A process that dies so often before it ever served will not serve.
  private static final int HOPELESS = 3;

  private static final int LOOK_MILLIS = 100;

  /// What a process is.
  ///
  /// @param ready whether the process of this id serves
  record Plan(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      LongPredicate ready) {
    Plan {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  private final Plan plan;
  private final Duration longestPause;
  private final Console console;
  private final CountDownLatch served = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile boolean hopeless;

  /// @param longestPause between a death and the next start
  Child(Plan plan, Duration longestPause, Console console) {
    this.plan = plan;
    this.longestPause = longestPause;
    this.console = console;
  }

  void start() {
    Thread.ofVirtual().name(plan.name()).start(this::keep);
  }

  /// Waits until it has served for the first time.
  ///
  /// @throws StartFailed with the end of its log
  void awaitServing(Duration limit) throws StartFailed, InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!served.await(50, TimeUnit.MILLISECONDS)) {
      if (hopeless || System.nanoTime() > end) {
        throw new StartFailed(
            "%s does not start, see %s:%n%s"
                .formatted(plan.name(), plan.log(), Console.tail(plan.log())));
      }
    }
  }

  /// Asks it to end, and kills it after the grace.
  void stop(Duration grace) {
    stop.countDown();
    var running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        console.say("%s does not end, it is killed", plan.name());
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    var restarts = RestartPlan.upTo(longestPause);
    try {
      do {
        var begun = System.nanoTime();
        var status = run(begun);
        if (stop.getCount() == 0) {
          return;
        }
        restarts = restarts.died(Duration.ofNanos(System.nanoTime() - begun));
        hopeless = served.getCount() > 0 && restarts.deaths() >= HOPELESS;
        console.say(
            "%s %s, it is started again in %d s",
            plan.name(), status, restarts.pause().toSeconds());
      } while (!hopeless && !stop.await(restarts.pause().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how it ended
  private String run(long begun) throws InterruptedException {
    Process running;
    try {
      running = spawn();
    } catch (IOException e) {
      return "could not be started: " + e.getMessage();
    }
    process = running;
    if (stop.getCount() == 0) {
      running.destroy();
    }
    awaitReady(running, begun);
    return "ended with " + running.waitFor();
  }

  private void awaitReady(Process running, long begun) throws InterruptedException {
    while (running.isAlive() && stop.getCount() > 0) {
      if (plan.ready().test(running.pid())) {
        console.say(
            "%s is ready after %.1f s", plan.name(), (System.nanoTime() - begun) / 1_000_000_000.0);
        served.countDown();
        return;
      }
      stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private Process spawn() throws IOException {
    if (Files.exists(plan.log())) {
      Files.move(
          plan.log(),
          plan.log().resolveSibling(plan.log().getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    var builder = new ProcessBuilder(plan.command());
    builder.environment().putAll(plan.environment());
    return builder.redirectErrorStream(true).redirectOutput(plan.log().toFile()).start();
  }
}
