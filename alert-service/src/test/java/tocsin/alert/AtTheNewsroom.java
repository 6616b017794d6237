package tocsin.alert;

import org.junit.jupiter.api.BeforeEach;

/// Tests of looking back, with articles of their own to look back at.
abstract class AtTheNewsroom extends AtADesk {
  Newsroom news;

  @BeforeEach
  void openNewsroom() {
    news = new Newsroom(desk, pool);
  }
}
