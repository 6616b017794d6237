package tocsin.ingest.fetch;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The body of an answer as a stream: what arrives on the event loop is read by a thread that
/// waits, until a deadline. A reader that lags slows the server down.
final class BodyStream extends InputStream {
  private static final int CHUNKS_AHEAD = 8;

  /// What arrives.
  private sealed interface Part {
    record Chunk(Buffer bytes) implements Part {}

    record Broken(Throwable cause) implements Part {}

    record End() implements Part {}
  }

  private final HttpClientResponse response;
  private final long deadline;
  private final BlockingQueue<Part> arrived = new LinkedBlockingQueue<>();
  private Buffer chunk = Buffer.buffer();
  private int at;
  private boolean ended;

  /// To be called where the response was received, before it flows.
  ///
  /// @param deadline by [System#nanoTime]
  BodyStream(HttpClientResponse response, long deadline) {
    this.response = response;
    this.deadline = deadline;
    response.pause();
    response.exceptionHandler(cause -> arrived.add(new Part.Broken(cause)));
    response.handler(bytes -> arrived.add(new Part.Chunk(bytes)));
    response.endHandler(_ -> arrived.add(new Part.End()));
    response.fetch(CHUNKS_AHEAD);
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk.getByte(at++) & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.length() - at);
    chunk.getBytes(at, at + count, target, offset);
    at += count;
    return count;
  }

  /// Waits until it is known whether more comes: a reader of concatenated members asks for that.
  @Override
  public int available() throws IOException {
    return fill() ? chunk.length() - at : 0;
  }

  private boolean fill() throws IOException {
    while (at == chunk.length() && !ended) {
      switch (next()) {
        case Part.Chunk(var bytes) -> {
          chunk = bytes;
          at = 0;
          response.fetch(1);
        }
        case Part.Broken(var cause) -> throw new IOException(cause.getMessage(), cause);
        case Part.End() -> ended = true;
      }
    }
    return at < chunk.length();
  }

  private Part next() throws IOException {
    try {
      var part = arrived.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (part == null) {
        throw new SocketTimeoutException("the body did not end in time");
      }
      return part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
