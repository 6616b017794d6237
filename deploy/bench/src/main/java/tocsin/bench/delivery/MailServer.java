package tocsin.bench.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail server whose mailboxes behave as the beginning of their address says, and that keeps when
/// each mail was taken.
final class MailServer implements AutoCloseable {
  static final Duration SLOWNESS = Duration.ofSeconds(20);

  private static final Pattern RECIPIENT =
      Pattern.compile("(?i)rcpt to:\\s*<(([a-z]+)-(\\d+)@.*)>.*");
  private static final Pattern NUMBER = Pattern.compile("^Subject:.*? no\\. (\\d+)$");
  private static final int BACKLOG = 200;

  private final ServerSocket server;
  private final Map<Long, Long> taken = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final AtomicLong repeats = new AtomicLong();
  private final AtomicInteger held = new AtomicInteger();

  /// What a mailbox does with a mail.
  enum Manner {
    well,
    /// not now, ever
    tempfail,
    /// not at the first time
    greylist,
    full,
    /// takes it after [#SLOWNESS]
    slow,
    /// hangs up
    drop
  }

  /// One of many mailboxes.
  record Mailbox(Manner manner, int number) {
    String address() {
      return "%s-%d@people.example".formatted(manner, number);
    }

    static @Nullable Mailbox of(String line) {
      var recipient = RECIPIENT.matcher(line);
      return recipient.matches()
          ? new Mailbox(
              Manner.valueOf(recipient.group(2).toLowerCase(Locale.ROOT)),
              Integer.parseInt(recipient.group(3)))
          : null;
    }
  }

  MailServer() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// When each mail to a mailbox that is well was taken, by the number in its subject and that of
  /// the mailbox, as [Workload#pair].
  Map<Long, Long> taken() {
    return taken;
  }

  /// Mails that had been taken before.
  long repeats() {
    return repeats.get();
  }

  /// Mails that slow mailboxes have in hand.
  int held() {
    return held.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var connection = server.accept();
        connection.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        // closed, or a connection that was gone before it was taken
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      var out = connection.getOutputStream();
      var writer = new java.io.OutputStreamWriter(out, ISO_8859_1);
      say(writer, "220 bench.example");
      Mailbox to = null;
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        switch (line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT)) {
          case "RCPT" -> {
            to = Mailbox.of(line);
            say(writer, to == null ? "550 5.1.1 nobody" : answer(to));
          }
          case "DATA" -> {
            if (to == null) {
              say(writer, "503 5.5.1 to whom?");
            } else if (to.manner() == Manner.drop) {
              return;
            } else {
              say(writer, "354 go on");
              take(in, to);
              say(writer, "250 2.0.0 taken");
            }
          }
          case "QUIT" -> {
            say(writer, "221 2.0.0 bye");
            return;
          }
          default -> say(writer, "250 bench.example");
        }
      }
    } catch (IOException e) {
      // the sender has closed it
    }
  }

  private String answer(Mailbox to) {
    int time = asked.computeIfAbsent(to.address(), a -> new AtomicInteger()).incrementAndGet();
    return switch (to.manner()) {
      case well, slow, drop -> "250 2.1.5 ok";
      case tempfail -> "451 4.3.0 try later";
      case full -> "452 4.2.2 mailbox full";
      case greylist -> time % 2 == 1 ? "450 4.7.1 greylisted" : "250 2.1.5 ok";
    };
  }

  private void take(BufferedReader in, Mailbox to) throws IOException {
    long number = -1;
    var header = new StringBuilder();
    for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      if (number < 0) {
        // a long one is folded
        if (!line.startsWith(" ") && !line.startsWith("\t")) {
          header.setLength(0);
        }
        var subject = NUMBER.matcher(header.append(line));
        number = subject.find() ? Long.parseLong(subject.group(1)) : -1;
      }
    }
    if (to.manner() == Manner.slow) {
      held.incrementAndGet();
      LockSupport.parkNanos(SLOWNESS.toNanos());
      held.decrementAndGet();
    } else if (to.manner() == Manner.well
        && taken.putIfAbsent(Workload.pair(number, to.number()), System.nanoTime()) != null) {
      repeats.incrementAndGet();
    }
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
