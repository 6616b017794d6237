package tocsin.ingest.fetch;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One request and its answer, whose body is read by the thread that waits for it. Closing it ends
/// the connection, whatever is still under way.
final class Exchange implements AutoCloseable {
  private final HttpClientResponse head;
  private final BodyStream body;

  private Exchange(HttpClientResponse head, BodyStream body) {
    this.head = head;
    this.body = body;
  }

  /// @param sent the body of the request; empty where it has none
  /// @param deadline by [System#nanoTime], for head and body
  /// @throws SocketTimeoutException where no head arrived in time
  static Exchange open(HttpClient http, RequestOptions options, Buffer sent, long deadline)
      throws IOException, InterruptedException {
    var answer = new CompletableFuture<Exchange>();
    http.request(options)
        .onSuccess(request -> {
          answer.whenComplete((_, failure) -> {
            if (failure != null) {
              request.reset();
            }
          });
          send(request, sent, deadline, answer);
        })
        .onFailure(answer::completeExceptionally);
    try {
      return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.completeExceptionally(e);
      throw new SocketTimeoutException("no answer in time");
    } catch (InterruptedException e) {
      answer.completeExceptionally(e);
      throw e;
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof IOException io ? io : new IOException(cause.getMessage(), cause);
    }
  }

  private static void send(
      HttpClientRequest request, Buffer sent, long deadline, CompletableFuture<Exchange> answer) {
    request.exceptionHandler(answer::completeExceptionally);
    (sent.length() == 0 ? request.send() : request.send(sent))
        .onSuccess(head -> {
          var exchange = new Exchange(head, new BodyStream(head, deadline));
          if (!answer.complete(exchange)) {
            exchange.close();
          }
        })
        .onFailure(answer::completeExceptionally);
  }

  HttpClientResponse head() {
    return head;
  }

  InputStream body() {
    return body;
  }

  @Override
  public void close() {
    head.request().reset();
  }
}
