package tocsin.edge.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NameResolverTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("93.184.215.14");

  @Test
  void resolve_answered_givesTheAnswer() throws UnknownHostException {
    var resolver = new NameResolver(host -> new InetAddress[] {ADDRESS}, Duration.ofSeconds(5));

    assertThat(resolver.resolve("example.org")).containsExactly(ADDRESS);
  }

  @Test
  void resolve_noAnswer_givesUpInTimeAndServesOthers() throws UnknownHostException {
    var never = new CountDownLatch(1);
    var resolver =
        new NameResolver(
            host -> {
              if (host.startsWith("slow")) {
                waitFor(never);
              }
              return new InetAddress[] {ADDRESS};
            },
            Duration.ofMillis(300));

    assertThatThrownBy(() -> resolver.resolve("slow.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no answer");
    assertThat(resolver.resolve("fast.example")).containsExactly(ADDRESS);
    never.countDown();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
