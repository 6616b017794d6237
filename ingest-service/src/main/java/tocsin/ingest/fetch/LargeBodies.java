package tocsin.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads bodies into memory, few large ones at a time.
final class LargeBodies {
  private static final int LARGE = 1 << 20;
  private static final int AT_ONCE = 4;
  private static final int CHUNK = 16 * 1024;

  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final int most;

  /// @param most bytes of a body
  LargeBodies(int most) {
    this.most = most;
  }

  /// A turn of one fetch, which may come to hold a place.
  final class Turn {
    private boolean holds;

    /// The body; empty where it is larger than the limit.
    ///
    /// @param deadline by [System#nanoTime]
    Optional<byte[]> read(InputStream body, long deadline) throws IOException {
      var read = new ByteArrayOutputStream(CHUNK);
      var chunk = new byte[CHUNK];
      for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
        if (read.size() + count > most) {
          return Optional.empty();
        }
        if (read.size() + count > LARGE) {
          take(deadline);
        }
        read.write(chunk, 0, count);
      }
      return Optional.of(read.toByteArray());
    }

    private void take(long deadline) throws IOException {
      try {
        if (!holds && !places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw new SocketTimeoutException("other large documents took too long");
        }
        holds = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    void end() {
      if (holds) {
        holds = false;
        places.release();
      }
    }
  }
}
