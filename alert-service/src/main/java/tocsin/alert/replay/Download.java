package tocsin.alert.replay;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.TopicAway;
import tocsin.alert.subscription.Query;

/// One download of a replay: a line for each article, as fast as they are taken and no faster than
/// asked for. One that is not whole breaks off, so that nobody takes it for the whole.
final class Download implements StreamingOutput {
  private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReplayStore store;
  private final Chronicle chronicle;
  private final InstantSource clock;
  private final Replay replay;
  private final @Nullable Query query;
  private final long skip;

  /// @param query what the replay asks for, read
  /// @param skip lines that are there already
  Download(
      ReplayStore store,
      Chronicle chronicle,
      InstantSource clock,
      Replay replay,
      @Nullable Query query,
      long skip) {
    this.store = store;
    this.chronicle = chronicle;
    this.clock = clock;
    this.replay = replay;
    this.query = query;
    this.skip = skip;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    var lines = new Lines(out);
    try {
      chronicle.read(
          new Chronicle.Asked(replay.by(), replay.range(), query),
          replay.begin(),
          replay.end(),
          lines::step);
      out.flush();
      note(lines.standing.past(replay.end()), true);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (TopicAway e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void note(Standing standing, boolean whole) {
    if (!store.downloaded(replay.id(), standing, whole, clock.instant())) {
      throw new UncheckedIOException(new IOException("the replay was cancelled"));
    }
  }

  private final class Lines {
    private final OutputStream out;
    private final Pace pace = new Pace(replay.rate());
    private Standing standing = Standing.before(replay.begin());
    private long noted = System.nanoTime();

    Lines(OutputStream out) {
      this.out = out;
    }

    boolean step(Chronicle.Step step) {
      var found = step.found();
      if (found == null) {
        standing = standing.past(step.after());
      } else {
        standing = standing.handedOver(step.after());
        if (standing.sent() > skip) {
          line(found.json());
        }
      }
      if (System.nanoTime() - noted > NOTE_NANOS) {
        noted = System.nanoTime();
        note(standing, false);
      }
      return true;
    }

    private void line(byte[] json) {
      try {
        long wait = pace.nanosUntilNext(System.nanoTime());
        while (wait > NOTE_NANOS) {
          TimeUnit.NANOSECONDS.sleep(NOTE_NANOS);
          note(standing, false);
          wait = pace.nanosUntilNext(System.nanoTime());
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        pace.take(System.nanoTime());
        out.write(json);
        out.write('\n');
        if (replay.rate() != null) {
          out.flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new IOException("the service stops", e));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
